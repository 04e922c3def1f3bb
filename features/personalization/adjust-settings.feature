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

  @settings.ios.adjust @settings.android.adjust
  Scenario Outline: What was turned off in the app can be turned on again
    Given a person
    And the person has a phone with <system>
    And the person turns information from partners off in the app
    When the person turns information from partners on in the app
    Then information from partners is on for the person on the web

    Examples:
      | system     |
      | iOS 17.0   |
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
