Feature: Save button and site features
  What a visit to a site with a feature of Pinterest may be used for.

  @save-button.visit-personalizes-and-measures
  Scenario Outline: A visit may personalize the home feed
    Given twins
    When one twin visits a page about a pair of shoes that has <feature>
    Then one twin may see a Pin for a pair of shoes in the home feed that the other does not

    Examples:
      | feature            |
      | the Save button    |
      | a Pinterest widget |

  @save-button.visit-personalizes-and-measures
  Scenario Outline: A visit may personalize ads
    Given twins
    And a shop that advertises a pair of shoes
    When one twin visits a page about a pair of shoes that has <feature>
    Then one twin may see an ad for a pair of shoes that the other does not

    Examples:
      | feature            |
      | the Save button    |
      | a Pinterest widget |

  @save-button.visit-personalizes-and-measures
  Scenario: A visit may count in measuring how ads did
    Given a person
    And a shop that advertises a pair of shoes
    When the person visits the shop's page about a pair of shoes that has the Save button
    Then the shop may learn that somebody made a visit
    And nothing that the shop is told names the person
