Feature: Update mobile apps preferences
  A choice on a phone applies to that phone alone.

  @mobile-apps.only-that-device
  Scenario Outline: An opt-out on one phone leaves another phone's data as they are
    Each phone's control, each other system, and each event of an app: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And one twin <control>
    And each twin has another phone with <other>
    When each twin <acts> a pair of shoes in the shop's app
    Then the twins see the same ads

    Examples:
      | system     | control                        | other                           | acts       |
      | Android 14 | opts out on the phone          | Android 14                      | looks at   |
      | Android 14 | opts out on the phone          | Android 14                      | checks out |
      | Android 14 | opts out on the phone          | Android 14                      | buys       |
      | Android 14 | opts out on the phone          | iOS 14.4                        | looks at   |
      | Android 14 | opts out on the phone          | iOS 14.4                        | checks out |
      | Android 14 | opts out on the phone          | iOS 14.4                        | buys       |
      | Android 14 | opts out on the phone          | iOS 17.0, with tracking allowed | looks at   |
      | Android 14 | opts out on the phone          | iOS 17.0, with tracking allowed | checks out |
      | Android 14 | opts out on the phone          | iOS 17.0, with tracking allowed | buys       |
      | iOS 17.0   | selects “Ask App Not to Track” | Android 14                      | looks at   |
      | iOS 17.0   | selects “Ask App Not to Track” | Android 14                      | checks out |
      | iOS 17.0   | selects “Ask App Not to Track” | Android 14                      | buys       |
      | iOS 17.0   | selects “Ask App Not to Track” | iOS 14.4                        | looks at   |
      | iOS 17.0   | selects “Ask App Not to Track” | iOS 14.4                        | checks out |
      | iOS 17.0   | selects “Ask App Not to Track” | iOS 14.4                        | buys       |
      | iOS 17.0   | selects “Ask App Not to Track” | iOS 17.0, with tracking allowed | looks at   |
      | iOS 17.0   | selects “Ask App Not to Track” | iOS 17.0, with tracking allowed | checks out |
      | iOS 17.0   | selects “Ask App Not to Track” | iOS 17.0, with tracking allowed | buys       |

  @mobile-apps.only-that-device
  Scenario: An opt-out on a phone governs what apps send about that phone
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with Android 14
    And each twin opts out on the phone
    And each twin has another phone with Android 14
    When one twin checks out a pair of shoes in the shop's app on the first phone
    Then the twins see the same ads

  @mobile-apps.each-device-separately
  Scenario: Opting out separately on each phone covers each of them
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with Android 14
    And each twin opts out on the phone
    And each twin has another phone with Android 14
    And each twin opts out on the phone
    When one twin checks out a pair of shoes in the shop's app
    And one twin checks out a pair of shoes in the shop's app on the first phone
    Then the twins see the same ads

  @mobile-apps.each-device-separately
  Scenario: The second phone is not opted out by the first
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with Android 14
    And each twin has another phone with Android 14
    And one twin opts out on the first phone
    When each twin looks at a pair of shoes in the shop's app
    Then the twins see the same ads
