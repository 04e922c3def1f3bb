Feature: Android
  The advertising identifier: what it is used for, how it is reset, how its use is opted out of.

  @android.resettable-identifier
  Scenario: The identifier may be used to target ads
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with Android 14
    When one twin checks out a pair of shoes in the shop's app
    Then one twin may see an ad for a pair of shoes that the other does not

  @android.resettable-identifier
  Scenario: A reset gives the phone another identifier
    Given a person
    And the person has a phone with Android 14
    When the person resets the phone's advertising identifier
    Then the phone of the person has another advertising identifier than before

  @android.resettable-identifier
  Scenario: What came under the old identifier is not used once it is reset
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with Android 14
    And one twin checks out a pair of shoes in the shop's app
    When each twin resets the phone's advertising identifier
    Then the twins see the same ads

  @android.opt-out
  Scenario Outline: What comes after the opt-out targets no ads
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And each twin opts out on the phone
    When one twin <acts> a pair of shoes in the shop's app
    Then the twins see the same ads

    Examples:
      | system     | acts       |
      | Android 14 | looks at   |
      | Android 14 | checks out |
      | Android 14 | buys       |
      | Android 9  | looks at   |
      | Android 9  | checks out |
      | Android 9  | buys       |

  @android.opt-out
  Scenario Outline: What came before the opt-out targets no ads either
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    And one twin <acts> a pair of shoes in the shop's app
    When each twin opts out on the phone
    Then the twins see the same ads

    Examples:
      | system     | acts       |
      | Android 14 | looks at   |
      | Android 14 | checks out |
      | Android 14 | buys       |
      | Android 9  | looks at   |
      | Android 9  | checks out |
      | Android 9  | buys       |

  @android.opt-out
  Scenario: The opt-out outlives a reset of the identifier
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with Android 14
    And each twin opts out on the phone
    And each twin resets the phone's advertising identifier
    When one twin checks out a pair of shoes in the shop's app
    Then the twins see the same ads
