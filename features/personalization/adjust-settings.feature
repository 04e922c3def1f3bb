Feature: Adjust settings for personalized ads on Pinterest
  How the settings are adjusted on the web and in the app, and what they do not apply to.

  @settings.web.adjust @settings.web.save
  Scenario: On the web, what was adjusted holds once it is saved
    Given a person
    And the person has a phone with Android 14
    When the person turns information from partners off on the web without clicking Save
    And the person clicks Save
    Then information from partners is off for the person on the web
    And information from partners is off for the person in the app

  @settings.web.save
  Scenario: On the web, leaving without Save changes nothing
    Given a person
    And the person has a phone with Android 14
    When the person turns information from partners off on the web without clicking Save
    And the person signs in, in another browser
    Then information from partners is on for the person on the web
    And information from partners is on for the person in the app

  @settings.web.save
  Scenario Outline: On the web, Save is what makes the difference, in whatever browser one looks
    Given a person
    When the person turns <choice> off on the web without clicking Save
    And the person signs in, in another browser
    Then <choice> is on for the person on the web
    When the person turns <choice> off on the web without clicking Save
    And the person clicks Save
    And the person signs in, in another browser
    Then <choice> is off for the person on the web

    Examples:
      | choice                    |
      | information from partners |
      | personalization           |

  @settings.web.adjust
  Scenario: On the web, adjusting one choice leaves the others as they were
    Given a person
    When the person turns information from partners off on the web without clicking Save
    And the person turns activity on Pinterest off on the web without clicking Save
    And the person clicks Save
    Then information from partners is off for the person on the web
    And activity on Pinterest is off for the person on the web

  @settings.web.adjust
  Scenario: On the web, what counts is how a choice stands when Save is clicked
    Given a person
    When the person turns information from partners off on the web without clicking Save
    And the person turns information from partners on on the web without clicking Save
    And the person clicks Save
    Then information from partners is on for the person on the web

  Scenario Outline: In the app, adjusting one choice leaves the others as they were
    Given a person
    And the person has a phone with <system>
    And the person turns information from partners off in the app
    When the person turns activity on Pinterest off in the app
    Then information from partners is off for the person in the app
    And activity on Pinterest is off for the person in the app

    @settings.ios.adjust
    Examples:
      | system   |
      | iOS 17.0 |

    @settings.android.adjust
    Examples:
      | system     |
      | Android 14 |

  @settings.ios.adjust
  Scenario Outline: In the app on iOS, what was adjusted holds at once
    Given a person
    And the person has a phone with iOS 17.0
    When the person turns <choice> off in the app
    Then <choice> is off for the person in the app
    And <choice> is off for the person on the web

    Examples:
      | choice                    |
      | information from partners |
      | personalization           |

  @settings.android.adjust
  Scenario Outline: In the app on Android, what was adjusted holds at once
    Given a person
    And the person has a phone with Android 14
    When the person turns <choice> off in the app
    Then <choice> is off for the person in the app
    And <choice> is off for the person on the web

    Examples:
      | choice                    |
      | information from partners |
      | personalization           |

  Scenario Outline: What was turned off in the app can be turned on again
    Given a person
    And the person has a phone with <system>
    And the person turns information from partners off in the app
    When the person turns information from partners on in the app
    Then information from partners is on for the person on the web

    @settings.ios.adjust
    Examples:
      | system   |
      | iOS 17.0 |

    @settings.android.adjust
    Examples:
      | system     |
      | Android 14 |

  @settings.ios.business
  Scenario: A business account has its settings too, on iOS
    Given a person with a business account
    And the person has a phone with iOS 17.0
    Then the person is offered choices in the app
    When the person turns information from partners off in the app
    Then information from partners is off for the person in the app

  @settings.android.business
  Scenario: A business account has its settings too, on Android
    Given a person with a business account
    And the person has a phone with Android 14
    Then the person is offered choices in the app
    When the person turns information from partners off in the app
    Then information from partners is off for the person in the app

  @settings.not-purchases
  Scenario: Purchases on Pinterest may be used whatever was chosen
    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns every choice about use off in the account settings
    When one twin buys a pair of shoes on Pinterest
    Then one twin may see an ad for a pair of shoes that the other does not

  @settings.not-purchases
  Scenario: The exemption is for purchases on Pinterest: what is checked out in a shop is not exempt
    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns every choice about use off in the account settings
    When one twin checks out a pair of shoes in the shop
    And the other twin looks at a pair of shoes in the shop
    Then the twins see the same ads
