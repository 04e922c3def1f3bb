"""The suite: scenarios run by pytest-bdd, and what was seen at each step handed on to the record."""
