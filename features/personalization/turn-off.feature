Feature: Turn off personalization
  Two things that a person can do so that nothing personalizes what they see.

  @turn-off.on-or-off-pinterest @turn-off.account-settings
  Scenario: Personalization stays off after signing in again and elsewhere
    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns personalization off in the account settings
    And each twin signs in again
    And each twin signs in, in another browser
    When one twin clicks a Pin for a pair of shoes
    Then personalization is off for each twin on the web
    And the twins see the same ads
    And the twins see the same home feed

  @turn-off.on-or-off-pinterest @turn-off.do-not-track
  Scenario Outline: With Do Not Track on, what is done in the browser personalizes nothing
    Each signal of a browser: all of them.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns the browser's Do Not Track on
    When one twin <acts>
    Then the twins see the same ads
    And the twins see the same home feed

    Examples:
      | acts                                                            |
      | clicks a Pin for a pair of shoes                                |
      | creates a board for a pair of shoes                             |
      | visits a page about a pair of shoes that has the Save button    |
      | visits a page about a pair of shoes that has a Pinterest widget |
      | looks at a pair of shoes in the shop                            |
      | checks out a pair of shoes in the shop                          |
      | buys a pair of shoes in the shop                                |

  @turn-off.on-or-off-pinterest @turn-off.do-not-track
  Scenario Outline: What was done with Do Not Track on personalizes nothing in another browser
    Each signal of a browser: all of them.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns the browser's Do Not Track on
    And one twin <acts>
    When each twin signs in, in another browser
    Then the twins see the same ads
    And the twins see the same home feed

    Examples:
      | acts                                                            |
      | clicks a Pin for a pair of shoes                                |
      | creates a board for a pair of shoes                             |
      | visits a page about a pair of shoes that has the Save button    |
      | visits a page about a pair of shoes that has a Pinterest widget |
      | looks at a pair of shoes in the shop                            |
      | checks out a pair of shoes in the shop                          |
      | buys a pair of shoes in the shop                                |

  @turn-off.on-or-off-pinterest @turn-off.do-not-track
  Scenario Outline: What was done with Do Not Track on personalizes nothing once it is off again
    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns the browser's Do Not Track on
    And one twin <acts>
    When each twin turns the browser's Do Not Track off
    Then the twins see the same ads
    And the twins see the same home feed

    Examples:
      | acts                                                         |
      | clicks a Pin for a pair of shoes                             |
      | visits a page about a pair of shoes that has the Save button |
      | checks out a pair of shoes in the shop                       |
