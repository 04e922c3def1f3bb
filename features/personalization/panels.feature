Feature: The panels, followed
  Each step of each panel by its words, on the page that the step before led to: over plain HTTP, and in a browser,
  which also sees where things are, whether they can be seen and clicked, and whether the keyboard leads to them.

  Scenario Outline: On the web, “<step>” is where the step before leads
    Given a person
    When the person has followed the web panel over plain HTTP, up to “<step>”
    Then “<step>” is there for the person, and leads on

    @settings.web.log-in
    Examples:
      | step   |
      | Log in |

    @settings.web.more-options
    Examples:
      | step         |
      | More options |

    @settings.web.settings
    Examples:
      | step     |
      | Settings |

    @settings.web.privacy-and-data
    Examples:
      | step             |
      | Privacy and data |

  Scenario Outline: In a browser on the web, “<step>” can be found and used
    Given a person
    When the person has followed the web panel in a browser, up to “<step>”
    Then “<step>” can be seen, clicked and reached by keyboard on every screen
    And “<step>” is there for the person, and leads on

    @settings.web.log-in
    Examples:
      | step   |
      | Log in |

    @settings.web.settings
    Examples:
      | step     |
      | Settings |

    @settings.web.privacy-and-data
    Examples:
      | step             |
      | Privacy and data |

  @settings.web.more-options
  Scenario: In a browser on the web, the icon is at the bottom left
    Given a person
    When the person has followed the web panel in a browser, up to “More options”
    Then “More options” is at the bottom left of every screen
    And “More options” can be seen, clicked and reached by keyboard on every screen
    And “More options” is there for the person, and leads on

  @settings.web.save
  Scenario Outline: What is adjusted where the web panel ends, and saved, holds everywhere
    Given a person
    And the person has a phone with Android 14
    When the person has followed the web panel <how>, to its end
    And the person has turned <choice> off there
    And the person clicks Save there
    Then <choice> is off for the person on the web
    And <choice> is off for the person in the app

    Examples:
      | how             | choice                    |
      | over plain HTTP | information from partners |
      | over plain HTTP | personalization           |
      | in a browser    | activity on Pinterest     |

  @settings.web.adjust
  Scenario: Where the web panel ends, the settings can be adjusted
    Given a person
    And the person has turned information from partners on in the account settings
    And the person has followed the web panel over plain HTTP, to its end
    When the person turns information from partners off there
    And the person has clicked Save there
    And the person has followed it once more
    Then information from partners is off for the person there

  @settings.web.save
  Scenario: Where the web panel ends, Save saves all that was adjusted
    Given a person
    When the person has followed the web panel over plain HTTP, to its end
    And the person has turned information from partners off there
    And the person has turned activity on Pinterest off there
    And the person clicks Save there
    Then information from partners is off for the person on the web
    And activity on Pinterest is off for the person on the web

  @turn-off.account-settings
  Scenario: Where the web panel ends, personalization can be turned off
    Given a person
    When the person has followed the web panel over plain HTTP, to its end
    And the person turns personalization off there
    And the person has clicked Save there
    Then personalization is off for the person on the web

  @settings.web.save
  Scenario: In a browser on the web, Save can be found and used
    Given a person
    When the person has followed the web panel in a browser, to its end
    Then “Save” can be seen, clicked and reached by keyboard on every screen

  @settings.web.adjust
  Scenario: In a browser on the web, a choice can be found and used
    Given a person
    When the person has followed the web panel in a browser, to its end
    Then “activity on Pinterest” can be seen, clicked and reached by keyboard on every screen

  @settings.web.save
  Scenario Outline: On the web, leaving the page without Save changes nothing
    Given a person
    And the person has turned information from partners on in the account settings
    And the person has followed the web panel <how>, to its end
    And the person has turned information from partners off there
    When the person has left without Save
    And the person has followed it once more
    Then information from partners is on for the person there
    And information from partners is on for the person on the web

    Examples:
      | how             |
      | over plain HTTP |
      | in a browser    |

  @settings.web.adjust
  Scenario: On the web, a form that is sent again undoes nothing
    Given a person
    And the person has followed the web panel over plain HTTP, to its end
    And the person has turned information from partners off there
    When the person clicks Save there
    And the person has sent the same form again
    Then information from partners is off for the person on the web

  @settings.web.save
  Scenario: In a browser on the web, going back shows what holds
    Given a person
    When the person has followed the web panel in a browser, to its end
    And the person has turned information from partners off there
    And the person clicks Save there
    And the person has gone elsewhere, and back by the browser's own button
    Then information from partners is off for the person there

  @settings.web.adjust
  Scenario: What was adjusted elsewhere stands where the web panel ends
    Given a person
    And the person has followed the web panel over plain HTTP, to its end
    And the person has turned activity on Pinterest on in the account settings
    And the person has turned information from partners off in the account settings
    When the person has followed it once more
    Then information from partners is off for the person there
    And activity on Pinterest is on for the person there

  @settings.web.adjust
  Scenario Outline: The web panel ends at the choices that are offered in <country>
    Given a person in <country> (<code>)
    When the person has followed the web panel over plain HTTP, to its end
    Then the person finds the choices there that are offered

    Examples:
      | country            | code |
      | the United States  | US   |
      | Germany            | DE   |
      | the United Kingdom | GB   |

  Scenario Outline: In the app on <system>, “<step>” is where the step before leads
    Given a person
    And the person has a phone with <system>
    When the person has followed the <panel> over plain HTTP, up to “<step>”
    Then “<step>” is there for the person, and leads on

    @settings.ios.open-app
    Examples:
      | system   | panel     | step   |
      | iOS 17.0 | iOS panel | Log in |

    @settings.ios.profile-picture
    Examples:
      | system   | panel     | step                 |
      | iOS 17.0 | iOS panel | your profile picture |

    @settings.ios.profile-photo
    Examples:
      | system   | panel     | step               |
      | iOS 17.0 | iOS panel | your profile photo |

    @settings.ios.privacy-and-data
    Examples:
      | system   | panel     | step             |
      | iOS 17.0 | iOS panel | Privacy and data |

    @settings.android.open-app
    Examples:
      | system     | panel         | step   |
      | Android 14 | Android panel | Log in |

    @settings.android.profile-picture
    Examples:
      | system     | panel         | step                 |
      | Android 14 | Android panel | your profile picture |

    @settings.android.profile-photo
    Examples:
      | system     | panel         | step               |
      | Android 14 | Android panel | your profile photo |

    @settings.android.privacy-and-data
    Examples:
      | system     | panel         | step             |
      | Android 14 | Android panel | Privacy and data |

  Scenario Outline: In a browser, in the app on <system>, “<step>” can be found and used
    Given a person
    And the person has a phone with <system>
    When the person has followed the <panel> in a browser, up to “<step>”
    Then “<step>” can be seen, clicked and reached by keyboard on every screen
    And “<step>” is there for the person, and leads on

    @settings.ios.open-app
    Examples:
      | system   | panel     | step   |
      | iOS 17.0 | iOS panel | Log in |

    @settings.ios.privacy-and-data
    Examples:
      | system   | panel     | step             |
      | iOS 17.0 | iOS panel | Privacy and data |

    @settings.android.open-app
    Examples:
      | system     | panel         | step   |
      | Android 14 | Android panel | Log in |

    @settings.android.privacy-and-data
    Examples:
      | system     | panel         | step             |
      | Android 14 | Android panel | Privacy and data |

  Scenario Outline: In a browser, in the app on <system>, “<step>” is at the <place>
    Given a person
    And the person has a phone with <system>
    When the person has followed the <panel> in a browser, up to “<step>”
    Then “<step>” is at the <place> of every screen
    And “<step>” can be seen, clicked and reached by keyboard on every screen
    And “<step>” is there for the person, and leads on

    @settings.ios.profile-picture
    Examples:
      | system   | panel     | step                 | place        |
      | iOS 17.0 | iOS panel | your profile picture | bottom right |

    @settings.ios.profile-photo
    Examples:
      | system   | panel     | step               | place    |
      | iOS 17.0 | iOS panel | your profile photo | top left |

    @settings.android.profile-picture
    Examples:
      | system     | panel         | step                 | place        |
      | Android 14 | Android panel | your profile picture | bottom right |

    @settings.android.profile-photo
    Examples:
      | system     | panel         | step               | place    |
      | Android 14 | Android panel | your profile photo | top left |

  Scenario Outline: A business account reaches its settings by “<step>” too, in the app on <system>
    Given a person with a business account
    And the person has a phone with <system>
    When the person has followed the <panel>'s note on business accounts over plain HTTP, up to “<step>”
    Then “<step>” is there for the person, and leads on

    @settings.ios.business
    Examples:
      | system   | panel     | step               |
      | iOS 17.0 | iOS panel | your profile photo |
      | iOS 17.0 | iOS panel | the ellipsis icon  |

    @settings.android.business
    Examples:
      | system     | panel         | step               |
      | Android 14 | Android panel | your profile photo |
      | Android 14 | Android panel | the ellipsis icon  |

  Scenario Outline: In a browser, a business account finds “<step>” at the <place>, in the app on <system>
    Given a person with a business account
    And the person has a phone with <system>
    When the person has followed the <panel>'s note on business accounts in a browser, up to “<step>”
    Then “<step>” is at the <place> of every screen
    And “<step>” can be seen, clicked and reached by keyboard on every screen
    And “<step>” is there for the person, and leads on

    @settings.ios.business
    Examples:
      | system   | panel     | step               | place        |
      | iOS 17.0 | iOS panel | your profile photo | bottom right |
      | iOS 17.0 | iOS panel | the ellipsis icon  | top right    |

    @settings.android.business
    Examples:
      | system     | panel         | step               | place        |
      | Android 14 | Android panel | your profile photo | bottom right |
      | Android 14 | Android panel | the ellipsis icon  | top right    |

  Scenario Outline: A business account adjusts where the note on <system> leads
    Given a person with a business account
    And the person has a phone with <system>
    When the person has followed the <panel>'s note on business accounts over plain HTTP, to its end
    And the person turns information from partners off there
    Then information from partners is off for the person on the web

    @settings.ios.business
    Examples:
      | system   | panel     |
      | iOS 17.0 | iOS panel |

    @settings.android.business
    Examples:
      | system     | panel         |
      | Android 14 | Android panel |

  Scenario Outline: What is adjusted where the panel for <system> ends holds at once, without Save
    Given a person
    And the person has a phone with <system>
    When the person has followed the <panel> <how>, to its end
    And the person turns <choice> off there
    Then <choice> is off for the person there
    And <choice> is off for the person in the app
    And <choice> is off for the person on the web

    @settings.ios.adjust
    Examples:
      | system   | panel     | how             | choice                    |
      | iOS 17.0 | iOS panel | over plain HTTP | information from partners |
      | iOS 17.0 | iOS panel | in a browser    | personalization           |

    @settings.android.adjust
    Examples:
      | system     | panel         | how             | choice                    |
      | Android 14 | Android panel | over plain HTTP | information from partners |
      | Android 14 | Android panel | in a browser    | personalization           |

  Scenario Outline: What was adjusted on the web stands where the panel for <system> ends
    Given a person
    And the person has a phone with <system>
    And the person has followed the <panel> over plain HTTP, to its end
    And the person has turned activity on Pinterest on in the account settings
    And the person has turned information from partners off in the account settings
    When the person has followed it once more
    Then information from partners is off for the person there
    And activity on Pinterest is on for the person there

    @settings.ios.adjust
    Examples:
      | system   | panel     |
      | iOS 17.0 | iOS panel |

    @settings.android.adjust
    Examples:
      | system     | panel         |
      | Android 14 | Android panel |
