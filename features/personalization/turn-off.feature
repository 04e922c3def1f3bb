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

  @turn-off.account-settings
  Scenario Outline: Wherever somebody is, there is a setting that turns personalization off
    Only what else can be chosen depends on location.

    Given a person in <country> (<code>)
    Then the person can turn personalization off in the account settings

    Examples:
      | country        | code |
      | Australia      | AU   |
      | Brazil         | BR   |
      | Germany        | DE   |
      | India          | IN   |
      | Japan          | JP   |
      | Nigeria        | NG   |
      | Norway         | NO   |
      | Switzerland    | CH   |
      | United Kingdom | GB   |
      | United States  | US   |

  @turn-off.on-or-off-pinterest @turn-off.do-not-track
  Scenario Outline: With Do Not Track on, what is done in the browser personalizes nothing
    Each signal of a browser, looked for there and in the app on each system: the full product. Purchases on Pinterest are
    exempt from the account settings alone. What partners are told is left open here.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And each twin turns the browser's Do Not Track on
    When one twin <acts>
    Then the twins see the same ads, third-party ads apart
    And the twins see the same home feed

    Examples:
      | system                          | acts                                                            |
      | Android 14                      | clicks a Pin for a pair of shoes                                |
      | Android 14                      | creates a board for a pair of shoes                             |
      | Android 14                      | buys a pair of shoes on Pinterest                               |
      | Android 14                      | visits a page about a pair of shoes that has the Save button    |
      | Android 14                      | visits a page about a pair of shoes that has a Pinterest widget |
      | Android 14                      | looks at a pair of shoes in the shop                            |
      | Android 14                      | checks out a pair of shoes in the shop                          |
      | Android 14                      | buys a pair of shoes in the shop                                |
      | iOS 14.5, with tracking allowed | clicks a Pin for a pair of shoes                                |
      | iOS 14.5, with tracking allowed | creates a board for a pair of shoes                             |
      | iOS 14.5, with tracking allowed | buys a pair of shoes on Pinterest                               |
      | iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has the Save button    |
      | iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has a Pinterest widget |
      | iOS 14.5, with tracking allowed | looks at a pair of shoes in the shop                            |
      | iOS 14.5, with tracking allowed | checks out a pair of shoes in the shop                          |
      | iOS 14.5, with tracking allowed | buys a pair of shoes in the shop                                |

  @turn-off.on-or-off-pinterest @turn-off.do-not-track
  Scenario Outline: What was done with Do Not Track on personalizes nothing in another browser
    Each signal of a browser: all of them.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns the browser's Do Not Track on
    And one twin <acts>
    When each twin signs in, in another browser
    Then the twins see the same ads, third-party ads apart
    And the twins see the same home feed

    Examples:
      | acts                                                            |
      | clicks a Pin for a pair of shoes                                |
      | creates a board for a pair of shoes                             |
      | buys a pair of shoes on Pinterest                               |
      | visits a page about a pair of shoes that has the Save button    |
      | visits a page about a pair of shoes that has a Pinterest widget |
      | looks at a pair of shoes in the shop                            |
      | checks out a pair of shoes in the shop                          |
      | buys a pair of shoes in the shop                                |

  @turn-off.on-or-off-pinterest @turn-off.do-not-track
  Scenario Outline: What was done before Do Not Track was on personalizes nothing in the browser while it is on
    Each signal of a browser: all of them.

    Given twins
    And a shop that advertises a pair of shoes
    And one twin <acts>
    When each twin turns the browser's Do Not Track on
    Then the twins see the same ads in the browser, third-party ads apart
    And the twins see the same home feed in the browser

    Examples:
      | acts                                                            |
      | clicks a Pin for a pair of shoes                                |
      | creates a board for a pair of shoes                             |
      | buys a pair of shoes on Pinterest                               |
      | visits a page about a pair of shoes that has the Save button    |
      | visits a page about a pair of shoes that has a Pinterest widget |
      | looks at a pair of shoes in the shop                            |
      | checks out a pair of shoes in the shop                          |
      | buys a pair of shoes in the shop                                |

  @turn-off.do-not-track
  Scenario: In a browser of one's own, its own Do Not Track keeps what the tag sees from personalizing anything
    Given twins
    And a shop that advertises a pair of shoes
    And one twin takes a browser of their own, with Do Not Track on
    When one twin looks at a pair of shoes in the shop in that browser
    Then the twins see the same ads
