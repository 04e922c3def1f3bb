Feature: iOS
  From iOS 14.5 on the app must ask; what is answered governs what may be used, on that phone, at any time.

  @ios.must-ask-permission
  Scenario Outline: The app asks before it uses what other companies' apps and websites saw
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS <version>
    When each twin opens the app
    And one twin checks out a pair of shoes in the shop's app
    Then the app has asked for permission, or makes no use of what the shop's app saw, even if allowed

    Examples:
      | version |
      | 14.5    |
      | 14.6    |
      | 14.10   |
      | 15.0    |
      | 18.1    |

  @ios.must-ask-permission
  Scenario Outline: Without an answer nothing is used
    Each version around the first that asks, and each event: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS <version>
    When one twin <acts> a pair of shoes in the shop's app
    Then the twins see the same ads

    Examples:
      | version | acts       |
      | 14.5    | looks at   |
      | 14.5    | checks out |
      | 14.5    | buys       |
      | 14.6    | looks at   |
      | 14.6    | checks out |
      | 14.6    | buys       |
      | 14.10   | looks at   |
      | 14.10   | checks out |
      | 14.10   | buys       |
      | 15.0    | looks at   |
      | 15.0    | checks out |
      | 15.0    | buys       |
      | 17.0    | looks at   |
      | 17.0    | checks out |
      | 17.0    | buys       |
      | 18.1    | looks at   |
      | 18.1    | checks out |
      | 18.1    | buys       |

  @ios.allow
  Scenario Outline: “Allow” may personalize ads
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS <version>
    And each twin selects “Allow”
    When one twin checks out a pair of shoes in the shop's app
    Then one twin may see an ad for a pair of shoes that the other does not

    Examples:
      | version |
      | 14.5    |
      | 17.0    |

  @ios.allow
  Scenario: “Allow” makes no difference where the account settings refuse
    Given twins
    And a shop that advertises a pair of shoes
    And one twin has a phone with iOS 17.0
    And one twin selects “Allow”
    And the other twin has a phone with iOS 14.4
    And each twin turns information from partners off in the account settings
    When each twin checks out a pair of shoes in the shop's app
    Then the twins see the same ads

  @ios.ask-not-to-track
  Scenario: “Ask App Not to Track” makes ads less personalized
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS 17.0
    And one twin selects “Ask App Not to Track”
    And the other twin selects “Allow”
    When each twin checks out a pair of shoes in the shop's app
    Then the ads of one twin are less personalized than the other's

  @ios.advertisers-may-still-send
  Scenario: Advertisers may still send the information
    Given a person
    And a shop that advertises a pair of shoes
    And the person has a phone with iOS 17.0
    And the person selects “Ask App Not to Track”
    When the person checks out a pair of shoes in the shop's app
    Then the shop may learn that somebody made a check-out
    And nothing that the shop is told names the person

  @ios.only-once-disconnected
  Scenario Outline: What is sent after “Ask App Not to Track” is not used while it is connected to the person
    Each version around the first that asks, and each event: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS <version>
    And each twin selects “Ask App Not to Track”
    When one twin <acts> a pair of shoes in the shop's app
    Then the twins see the same ads
    And nothing that the shop is told names each twin

    Examples:
      | version | acts       |
      | 14.5    | looks at   |
      | 14.5    | checks out |
      | 14.5    | buys       |
      | 14.6    | looks at   |
      | 14.6    | checks out |
      | 14.6    | buys       |
      | 14.10   | looks at   |
      | 14.10   | checks out |
      | 14.10   | buys       |
      | 15.0    | looks at   |
      | 15.0    | checks out |
      | 15.0    | buys       |
      | 17.0    | looks at   |
      | 17.0    | checks out |
      | 17.0    | buys       |
      | 18.1    | looks at   |
      | 18.1    | checks out |
      | 18.1    | buys       |

  @ios.only-once-disconnected
  Scenario Outline: What was sent before “Ask App Not to Track” is not used any more
    Each version around the first that asks, and each event: the full product.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS <version>
    And each twin selects “Allow”
    And one twin <acts> a pair of shoes in the shop's app
    When each twin selects “Ask App Not to Track”
    Then the twins see the same ads

    Examples:
      | version | acts       |
      | 14.5    | looks at   |
      | 14.5    | checks out |
      | 14.5    | buys       |
      | 14.6    | looks at   |
      | 14.6    | checks out |
      | 14.6    | buys       |
      | 14.10   | looks at   |
      | 14.10   | checks out |
      | 14.10   | buys       |
      | 15.0    | looks at   |
      | 15.0    | checks out |
      | 15.0    | buys       |
      | 17.0    | looks at   |
      | 17.0    | checks out |
      | 17.0    | buys       |
      | 18.1    | looks at   |
      | 18.1    | checks out |
      | 18.1    | buys       |

  @ios.adjust-any-time
  Scenario: A choice can be changed to “Ask App Not to Track” and back
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS 17.0
    And one twin selects “Allow”
    And one twin selects “Ask App Not to Track”
    And the other twin selects “Ask App Not to Track”
    When one twin checks out a pair of shoes in the shop's app
    Then the twins see the same ads
    When one twin selects “Allow”
    Then the phone of one twin still says “Allow”

  @ios.adjust-any-time
  Scenario: A choice only applies to that phone
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS 17.0
    And each twin has another phone with iOS 17.0
    And each twin selects “Allow”
    And one twin selects “Ask App Not to Track” on the first phone
    When each twin checks out a pair of shoes in the shop's app
    Then the phone of each twin still says “Allow”
    And the twins see the same ads

  @ios.adjust-any-time
  Scenario: A refusal on one phone still holds where another phone allows
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with iOS 17.0
    And each twin selects “Ask App Not to Track”
    And each twin has another phone with iOS 17.0
    And each twin selects “Allow”
    When one twin checks out a pair of shoes in the shop's app on the first phone
    Then the twins see the same ads

  @ios.must-ask-permission
  Scenario Outline: Where the app asks, a person sees it
    Given a person
    And the person has a phone with iOS 17.0
    When the person has opened the app <how>
    Then the app asks the person there, if it asks for permission at all

    Examples:
      | how             |
      | over plain HTTP |
      | in a browser    |

  Scenario Outline: What a person answers where the app asks is what the phone keeps
    Given a person
    And the person has a phone with iOS 17.0
    And the person has opened the app over plain HTTP
    When the person has answered “<answer>” there
    Then the phone of the person still says “<answer>”

    @ios.must-ask-permission
    Examples:
      | answer |
      | Allow  |

    @ios.ask-not-to-track
    Examples:
      | answer               |
      | Ask App Not to Track |
