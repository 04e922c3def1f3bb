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
    Each phone's control, and each signal of a browser: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And one twin <control>
    When each twin <acts>
    Then the twins see the same ads in the browser

    Examples:
      | system     | control                        | acts                                                            |
      | Android 14 | opts out on the phone          | clicks a Pin for a pair of shoes                                |
      | Android 14 | opts out on the phone          | creates a board for a pair of shoes                             |
      | Android 14 | opts out on the phone          | buys a pair of shoes on Pinterest                               |
      | Android 14 | opts out on the phone          | visits a page about a pair of shoes that has the Save button    |
      | Android 14 | opts out on the phone          | visits a page about a pair of shoes that has a Pinterest widget |
      | Android 14 | opts out on the phone          | looks at a pair of shoes in the shop                            |
      | Android 14 | opts out on the phone          | checks out a pair of shoes in the shop                          |
      | Android 14 | opts out on the phone          | buys a pair of shoes in the shop                                |
      | Android 14 | opts out on the phone          | is on the shop's customer list                                  |
      | iOS 17.0   | selects “Ask App Not to Track” | clicks a Pin for a pair of shoes                                |
      | iOS 17.0   | selects “Ask App Not to Track” | creates a board for a pair of shoes                             |
      | iOS 17.0   | selects “Ask App Not to Track” | buys a pair of shoes on Pinterest                               |
      | iOS 17.0   | selects “Ask App Not to Track” | visits a page about a pair of shoes that has the Save button    |
      | iOS 17.0   | selects “Ask App Not to Track” | visits a page about a pair of shoes that has a Pinterest widget |
      | iOS 17.0   | selects “Ask App Not to Track” | looks at a pair of shoes in the shop                            |
      | iOS 17.0   | selects “Ask App Not to Track” | checks out a pair of shoes in the shop                          |
      | iOS 17.0   | selects “Ask App Not to Track” | buys a pair of shoes in the shop                                |
      | iOS 17.0   | selects “Ask App Not to Track” | is on the shop's customer list                                  |

  @off-pinterest.each-control-where-implemented
  Scenario Outline: Do Not Track in one browser leaves another browser's data as they are
    Each signal of a browser, and a customer list.

    Given twins
    And a shop that advertises a pair of shoes
    And one twin turns the browser's Do Not Track on
    And one twin signs in again
    And each twin signs in, in another browser
    When each twin <acts>
    Then the twins see the same ads
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
      | is on the shop's customer list                                  |

  @off-pinterest.each-control-where-implemented
  Scenario Outline: Do Not Track in a browser leaves the apps' data as they are
    Each signal of an app on each system: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin uses <place>
    And one twin turns the browser's Do Not Track on
    And one twin signs in again
    When each twin <acts>
    Then the twins see the same ads in the app
    And the twins see the same home feed in the app

    Examples:
      | place                                      | acts                                           |
      | the app on Android 14                      | clicks a Pin for a pair of shoes in the app    |
      | the app on Android 14                      | creates a board for a pair of shoes in the app |
      | the app on Android 14                      | buys a pair of shoes on Pinterest in the app   |
      | the app on Android 14                      | looks at a pair of shoes in the shop's app     |
      | the app on Android 14                      | checks out a pair of shoes in the shop's app   |
      | the app on Android 14                      | buys a pair of shoes in the shop's app         |
      | the app on iOS 14.4                        | clicks a Pin for a pair of shoes in the app    |
      | the app on iOS 14.4                        | creates a board for a pair of shoes in the app |
      | the app on iOS 14.4                        | buys a pair of shoes on Pinterest in the app   |
      | the app on iOS 14.4                        | looks at a pair of shoes in the shop's app     |
      | the app on iOS 14.4                        | checks out a pair of shoes in the shop's app   |
      | the app on iOS 14.4                        | buys a pair of shoes in the shop's app         |
      | the app on iOS 14.5, with tracking allowed | clicks a Pin for a pair of shoes in the app    |
      | the app on iOS 14.5, with tracking allowed | creates a board for a pair of shoes in the app |
      | the app on iOS 14.5, with tracking allowed | buys a pair of shoes on Pinterest in the app   |
      | the app on iOS 14.5, with tracking allowed | looks at a pair of shoes in the shop's app     |
      | the app on iOS 14.5, with tracking allowed | checks out a pair of shoes in the shop's app   |
      | the app on iOS 14.5, with tracking allowed | buys a pair of shoes in the shop's app         |

  @off-pinterest.opt-out-of-all @turn-off.on-or-off-pinterest @turn-off.account-settings
  Scenario Outline: With personalization off, nothing that is done afterwards personalizes anything
    Each signal on each surface: the full product. What is done in a browser is looked for there and in the app.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin uses <place>
    And each twin turns personalization off in the account settings
    When one twin <acts>
    Then the twins see the same ads
    And the twins see the same home feed

    Examples:
      | place                                                         | acts                                                            |
      | the browser beside the app on Android 14                      | clicks a Pin for a pair of shoes                                |
      | the browser beside the app on iOS 14.5, with tracking allowed | clicks a Pin for a pair of shoes                                |
      | the browser beside the app on Android 14                      | creates a board for a pair of shoes                             |
      | the browser beside the app on iOS 14.5, with tracking allowed | creates a board for a pair of shoes                             |
      | the browser beside the app on Android 14                      | visits a page about a pair of shoes that has the Save button    |
      | the browser beside the app on iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has the Save button    |
      | the browser beside the app on Android 14                      | visits a page about a pair of shoes that has a Pinterest widget |
      | the browser beside the app on iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has a Pinterest widget |
      | the browser beside the app on Android 14                      | looks at a pair of shoes in the shop                            |
      | the browser beside the app on iOS 14.5, with tracking allowed | looks at a pair of shoes in the shop                            |
      | the browser beside the app on Android 14                      | checks out a pair of shoes in the shop                          |
      | the browser beside the app on iOS 14.5, with tracking allowed | checks out a pair of shoes in the shop                          |
      | the browser beside the app on Android 14                      | buys a pair of shoes in the shop                                |
      | the browser beside the app on iOS 14.5, with tracking allowed | buys a pair of shoes in the shop                                |
      | the browser beside the app on Android 14                      | is on the shop's customer list                                  |
      | the browser beside the app on iOS 14.5, with tracking allowed | is on the shop's customer list                                  |
      | the app on Android 14                                         | clicks a Pin for a pair of shoes in the app                     |
      | the app on Android 14                                         | creates a board for a pair of shoes in the app                  |
      | the app on Android 14                                         | looks at a pair of shoes in the shop's app                      |
      | the app on Android 14                                         | checks out a pair of shoes in the shop's app                    |
      | the app on Android 14                                         | buys a pair of shoes in the shop's app                          |
      | the app on iOS 14.4                                           | clicks a Pin for a pair of shoes in the app                     |
      | the app on iOS 14.4                                           | creates a board for a pair of shoes in the app                  |
      | the app on iOS 14.4                                           | looks at a pair of shoes in the shop's app                      |
      | the app on iOS 14.4                                           | checks out a pair of shoes in the shop's app                    |
      | the app on iOS 14.4                                           | buys a pair of shoes in the shop's app                          |
      | the app on iOS 14.5, with tracking allowed                    | clicks a Pin for a pair of shoes in the app                     |
      | the app on iOS 14.5, with tracking allowed                    | creates a board for a pair of shoes in the app                  |
      | the app on iOS 14.5, with tracking allowed                    | looks at a pair of shoes in the shop's app                      |
      | the app on iOS 14.5, with tracking allowed                    | checks out a pair of shoes in the shop's app                    |
      | the app on iOS 14.5, with tracking allowed                    | buys a pair of shoes in the shop's app                          |

  @off-pinterest.opt-out-of-all @turn-off.on-or-off-pinterest @turn-off.account-settings
  Scenario Outline: With personalization off, nothing that was known before personalizes anything
    Each signal on each surface: the full product. What is done in a browser is looked for there and in the app.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin uses <place>
    And one twin <acts>
    When each twin turns personalization off in the account settings
    Then the twins see the same ads
    And the twins see the same home feed

    Examples:
      | place                                                         | acts                                                            |
      | the browser beside the app on Android 14                      | clicks a Pin for a pair of shoes                                |
      | the browser beside the app on iOS 14.5, with tracking allowed | clicks a Pin for a pair of shoes                                |
      | the browser beside the app on Android 14                      | creates a board for a pair of shoes                             |
      | the browser beside the app on iOS 14.5, with tracking allowed | creates a board for a pair of shoes                             |
      | the browser beside the app on Android 14                      | visits a page about a pair of shoes that has the Save button    |
      | the browser beside the app on iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has the Save button    |
      | the browser beside the app on Android 14                      | visits a page about a pair of shoes that has a Pinterest widget |
      | the browser beside the app on iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has a Pinterest widget |
      | the browser beside the app on Android 14                      | looks at a pair of shoes in the shop                            |
      | the browser beside the app on iOS 14.5, with tracking allowed | looks at a pair of shoes in the shop                            |
      | the browser beside the app on Android 14                      | checks out a pair of shoes in the shop                          |
      | the browser beside the app on iOS 14.5, with tracking allowed | checks out a pair of shoes in the shop                          |
      | the browser beside the app on Android 14                      | buys a pair of shoes in the shop                                |
      | the browser beside the app on iOS 14.5, with tracking allowed | buys a pair of shoes in the shop                                |
      | the browser beside the app on Android 14                      | is on the shop's customer list                                  |
      | the browser beside the app on iOS 14.5, with tracking allowed | is on the shop's customer list                                  |
      | the app on Android 14                                         | clicks a Pin for a pair of shoes in the app                     |
      | the app on Android 14                                         | creates a board for a pair of shoes in the app                  |
      | the app on Android 14                                         | looks at a pair of shoes in the shop's app                      |
      | the app on Android 14                                         | checks out a pair of shoes in the shop's app                    |
      | the app on Android 14                                         | buys a pair of shoes in the shop's app                          |
      | the app on iOS 14.4                                           | clicks a Pin for a pair of shoes in the app                     |
      | the app on iOS 14.4                                           | creates a board for a pair of shoes in the app                  |
      | the app on iOS 14.4                                           | looks at a pair of shoes in the shop's app                      |
      | the app on iOS 14.4                                           | checks out a pair of shoes in the shop's app                    |
      | the app on iOS 14.4                                           | buys a pair of shoes in the shop's app                          |
      | the app on iOS 14.5, with tracking allowed                    | clicks a Pin for a pair of shoes in the app                     |
      | the app on iOS 14.5, with tracking allowed                    | creates a board for a pair of shoes in the app                  |
      | the app on iOS 14.5, with tracking allowed                    | looks at a pair of shoes in the shop's app                      |
      | the app on iOS 14.5, with tracking allowed                    | checks out a pair of shoes in the shop's app                    |
      | the app on iOS 14.5, with tracking allowed                    | buys a pair of shoes in the shop's app                          |
