Feature: Update data sharing preferences off Pinterest
  Each control applies where it is implemented; the account settings apply to everything.

  @off-pinterest.each-control-where-implemented
  Scenario: An opt-out in one browser leaves another browser's data as they are
    Given twins
    And a shop that advertises a pair of shoes
    And one twin opts out on the choice page
    And each twin signs in, in another browser
    When each twin checks out a pair of shoes in the shop
    Then the twins see the same ads

  @off-pinterest.each-control-where-implemented
  Scenario Outline: A phone's opt-out leaves a browser's data as they are
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And one twin <control>
    When each twin checks out a pair of shoes in the shop
    Then the twins see the same ads

    Examples:
      | system     | control                        |
      | Android 14 | opts out on the phone          |
      | iOS 17.0   | selects “Ask App Not to Track” |

  @off-pinterest.opt-out-of-all
  Scenario Outline: With personalization off, nothing that is done afterwards personalizes ads
    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns personalization off in the account settings
    When one twin <acts>
    Then the twins see the same ads

    Examples:
      | acts                                                            |
      | clicks a Pin for a pair of shoes                                |
      | creates a board for a pair of shoes                             |
      | visits a page about a pair of shoes that has the Save button    |
      | visits a page about a pair of shoes that has a Pinterest widget |
      | looks at a pair of shoes in the shop                            |
      | checks out a pair of shoes in the shop                          |
      | is on the shop's customer list                                  |

  @off-pinterest.opt-out-of-all
  Scenario Outline: With personalization off, nothing that was known before personalizes ads
    Given twins
    And a shop that advertises a pair of shoes
    And one twin <acts>
    When each twin turns personalization off in the account settings
    Then the twins see the same ads

    Examples:
      | acts                                                         |
      | clicks a Pin for a pair of shoes                             |
      | creates a board for a pair of shoes                          |
      | visits a page about a pair of shoes that has the Save button |
      | checks out a pair of shoes in the shop                       |
      | is on the shop's customer list                               |

  @off-pinterest.opt-out-of-all
  Scenario Outline: With personalization off, nothing that apps send personalizes ads
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And each twin selects “Allow”
    And each twin turns personalization off in the account settings
    When one twin checks out a pair of shoes in the shop's app
    Then the twins see the same ads

    Examples:
      | system     |
      | Android 14 |
      | iOS 17.0   |
