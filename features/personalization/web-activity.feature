Feature: Update web activity preferences
  The opt-out on the choice page: for this browser, for what the tag collects, for targeted ads.

  @web-activity.provides-opt-out
  Scenario: There is an opt-out, and it is not made for anybody
    Given a person
    Then the choice page says that the person has not opted out in this browser
    When the person opts out on the choice page
    Then the choice page says that the person has opted out in this browser

  @web-activity.provides-opt-out
  Scenario: Opting out once more changes nothing
    Given a person
    And the person opts out on the choice page
    When the person opts out on the choice page
    Then the choice page says that the person has opted out in this browser

  @web-activity.opt-out-of-targeted-ads
  Scenario Outline: What the tag collects after the opt-out targets no ads
    What the tag collects, looked for in the browser and in the app on each system: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And each twin opts out on the choice page
    When one twin <acts> a pair of shoes in the shop
    Then the twins see the same ads, third-party ads apart

    Examples:
      | system                          | acts       |
      | Android 14                      | looks at   |
      | Android 14                      | checks out |
      | Android 14                      | buys       |
      | iOS 14.5, with tracking allowed | looks at   |
      | iOS 14.5, with tracking allowed | checks out |
      | iOS 14.5, with tracking allowed | buys       |

  @web-activity.opt-out-of-targeted-ads
  Scenario Outline: What the tag had collected before the opt-out targets no ads either
    What the tag collects, looked for in the browser and in the app on each system: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And one twin <acts> a pair of shoes in the shop
    When each twin opts out on the choice page
    Then the twins see the same ads, third-party ads apart

    Examples:
      | system                          | acts       |
      | Android 14                      | looks at   |
      | Android 14                      | checks out |
      | Android 14                      | buys       |
      | iOS 14.5, with tracking allowed | looks at   |
      | iOS 14.5, with tracking allowed | checks out |
      | iOS 14.5, with tracking allowed | buys       |

  @web-activity.opt-out-of-targeted-ads
  Scenario: The opt-out holds after signing in again
    Given twins
    And a shop that advertises a pair of shoes
    And each twin opts out on the choice page
    And each twin signs in again
    When one twin checks out a pair of shoes in the shop
    Then the choice page says that each twin has opted out in this browser
    And the twins see the same ads, third-party ads apart

  @web-activity.opt-out-of-targeted-ads
  Scenario: What the tag collected in an opted-out browser targets no ads in another browser
    Given twins
    And a shop that advertises a pair of shoes
    And each twin opts out on the choice page
    And one twin checks out a pair of shoes in the shop
    When each twin signs in, in another browser
    Then the twins see the same ads, third-party ads apart

  @web-activity.only-the-tag-in-this-browser
  Scenario Outline: The opt-out leaves what the tag does not collect as it is
    Each signal that the tag does not collect, looked for in the browser and in the app on each system: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And one twin opts out on the choice page
    When each twin <acts>
    Then the twins see the same ads
    And the twins see the same home feed

    Examples:
      | system                          | acts                                                            |
      | Android 14                      | clicks a Pin for a pair of shoes                                |
      | Android 14                      | creates a board for a pair of shoes                             |
      | Android 14                      | buys a pair of shoes on Pinterest                               |
      | Android 14                      | visits a page about a pair of shoes that has the Save button    |
      | Android 14                      | visits a page about a pair of shoes that has a Pinterest widget |
      | Android 14                      | is on the shop's customer list                                  |
      | iOS 14.5, with tracking allowed | clicks a Pin for a pair of shoes                                |
      | iOS 14.5, with tracking allowed | creates a board for a pair of shoes                             |
      | iOS 14.5, with tracking allowed | buys a pair of shoes on Pinterest                               |
      | iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has the Save button    |
      | iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has a Pinterest widget |
      | iOS 14.5, with tracking allowed | is on the shop's customer list                                  |

  @web-activity.not-apps-or-other-browsers
  Scenario Outline: The opt-out does not apply to mobile apps
    Each signal of an app on each system: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin uses <place>
    And one twin opts out on the choice page
    When each twin <acts>
    Then the twins see the same ads

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

  @web-activity.not-apps-or-other-browsers
  Scenario: The opt-out does not apply to other browsers
    Given twins
    And a shop that advertises a pair of shoes
    And one twin opts out on the choice page
    When each twin signs in, in another browser
    Then the choice page says that each twin has not opted out in this browser
    When each twin looks at a pair of shoes in the shop
    Then the twins see the same ads

  @web-activity.opt-out-of-targeted-ads
  Scenario: The opt-out still stands in its browser after another was used
    Given twins
    And a shop that advertises a pair of shoes
    And each twin opts out on the choice page
    And each twin signs in, in another browser
    And each twin goes back to the first browser
    When one twin checks out a pair of shoes in the shop
    Then the choice page says that each twin has opted out in this browser
    And the twins see the same ads, third-party ads apart

  @web-activity.cleared-cookies
  Scenario: Once the cookies are cleared, the opt-out is gone and can be made again
    Given a person
    And the person opts out on the choice page
    When the person clears the browser's cookies
    And the person signs in again
    Then the choice page says that the person has not opted out in this browser
    When the person opts out on the choice page
    Then the choice page says that the person has opted out in this browser

  @web-activity.cleared-cookies
  Scenario: Once the cookies are cleared, the browser is treated like one that never opted out
    Given twins
    And a shop that advertises a pair of shoes
    And one twin opts out on the choice page
    And each twin clears the browser's cookies
    And each twin signs in again
    When each twin checks out a pair of shoes in the shop
    Then the twins see the same ads

  @web-activity.provides-opt-out
  Scenario: In a browser of one's own, the choice page offers to opt out, and says that one has
    Given a person
    And the person takes a browser of their own
    Then the choice page still offers the person to opt out in that browser
    When the person opts out on the choice page in that browser

  @web-activity.opt-out-of-targeted-ads
  Scenario: In a browser of one's own, what the tag collects after an opt-out on the choice page targets no ads
    Given twins
    And a shop that advertises a pair of shoes
    And one twin takes a browser of their own
    And one twin has opted out on the choice page in that browser
    When one twin looks at a pair of shoes in the shop in that browser
    Then the twins see the same ads

  @web-activity.cleared-cookies
  Scenario: In a browser of one's own, clearing the cookies clears the opt-out
    Given a person
    And the person takes a browser of their own
    And the person has opted out on the choice page in that browser
    When the person clears the cookies of that browser
    Then the choice page still offers the person to opt out in that browser

  @web-activity.not-apps-or-other-browsers
  Scenario: An opt-out on the choice page in one browser of one's own is none in another
    Given a person
    And the person takes a browser of their own
    And the person has opted out on the choice page in that browser
    When the person takes another browser of their own
    Then the choice page still offers the person to opt out in that browser
