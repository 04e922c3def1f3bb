"""Every scenario of the article, as pytest collects it."""

from pytest_bdd import scenarios

from asadvertised.suite.binding import feature_folder

scenarios(feature_folder(__file__))
