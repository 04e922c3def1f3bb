Feature: Introduction
  What is used to make Pinterest interesting, what may be shared, and that people can choose.

  Two people who are alike in everything but one act are called twins. Where only one of them acts and they come to
  see different things, the act was used; where they must not, its use is a broken promise.

  @introduction.uses-activity-and-site-features
  Scenario Outline: Activity and site features may shape the home feed
    Given twins
    When one twin <acts>
    Then one twin may see a Pin for a pair of shoes in the home feed that the other does not

    Examples:
      | acts                                                            |
      | clicks a Pin for a pair of shoes                                |
      | creates a board for a pair of shoes                             |
      | visits a page about a pair of shoes that has the Save button    |
      | visits a page about a pair of shoes that has a Pinterest widget |

  @introduction.uses-activity-and-site-features
  Scenario Outline: What a guest does in somebody's browser is not that somebody's activity
    Given twins
    And a guest
    And the guest signs in, in the browser of one twin
    When the guest <acts>
    And one twin signs in again
    Then the twins see the same home feed

    Examples:
      | acts                                                         |
      | clicks a Pin for a pair of shoes                             |
      | creates a board for a pair of shoes                          |
      | visits a page about a pair of shoes that has the Save button |

  @introduction.partners-may-inform
  Scenario: Advertisers' information may personalize ads
    Given twins
    And a shop that advertises a pair of shoes
    When one twin checks out a pair of shoes in the shop
    Then one twin may see an ad for a pair of shoes that the other does not
    And nothing that the shop is told names each twin

  @introduction.may-share-in-certain-countries
  Scenario Outline: In certain countries activity may be shared with partners
    Given a person in <country> (<code>)
    When the person clicks a Pin for a pair of shoes
    Then something about the person may be shared with partners

    Examples:
      | country       | code |
      | United States | US   |
      | Canada        | CA   |
      | Brazil        | BR   |
      | Japan         | JP   |

  @introduction.may-share-in-certain-countries
  Scenario: What is shared may improve third-party ads
    Given twins
    When one twin clicks a Pin for a pair of shoes
    Then one twin may see a third-party ad for a pair of shoes that the other does not

  @introduction.choose-use-and-sharing
  Scenario Outline: There is a place where people can choose about use and about sharing
    Then somewhere among US, CA, BR, JP, DE, FR, GB, CH a choice about <subject> is offered

    Examples:
      | subject |
      | use     |
      | sharing |

  @introduction.choose-use-and-sharing
  Scenario Outline: A choice governs what comes after it
    Each signal on each surface, under the choice that governs it: the full product. What is done in a browser is
    looked for there and in the app.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin uses <place>
    And each twin turns <choice> off in the account settings
    When one twin <acts>
    Then the twins see the same ads, third-party ads apart
    And the twins see the same home feed

    Examples:
      | choice                               | place                                                         | acts                                                            |
      | activity on Pinterest                | the browser beside the app on Android 14                      | clicks a Pin for a pair of shoes                                |
      | activity on Pinterest                | the browser beside the app on iOS 14.5, with tracking allowed | clicks a Pin for a pair of shoes                                |
      | activity on Pinterest                | the browser beside the app on Android 14                      | creates a board for a pair of shoes                             |
      | activity on Pinterest                | the browser beside the app on iOS 14.5, with tracking allowed | creates a board for a pair of shoes                             |
      | activity on Pinterest                | the app on Android 14                                         | clicks a Pin for a pair of shoes in the app                     |
      | activity on Pinterest                | the app on Android 14                                         | creates a board for a pair of shoes in the app                  |
      | activity on Pinterest                | the app on iOS 14.4                                           | clicks a Pin for a pair of shoes in the app                     |
      | activity on Pinterest                | the app on iOS 14.4                                           | creates a board for a pair of shoes in the app                  |
      | activity on Pinterest                | the app on iOS 14.5, with tracking allowed                    | clicks a Pin for a pair of shoes in the app                     |
      | activity on Pinterest                | the app on iOS 14.5, with tracking allowed                    | creates a board for a pair of shoes in the app                  |
      | visits to sites with the Save button | the browser beside the app on Android 14                      | visits a page about a pair of shoes that has the Save button    |
      | visits to sites with the Save button | the browser beside the app on iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has the Save button    |
      | visits to sites with the Save button | the browser beside the app on Android 14                      | visits a page about a pair of shoes that has a Pinterest widget |
      | visits to sites with the Save button | the browser beside the app on iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has a Pinterest widget |
      | information from partners            | the browser beside the app on Android 14                      | looks at a pair of shoes in the shop                            |
      | information from partners            | the browser beside the app on iOS 14.5, with tracking allowed | looks at a pair of shoes in the shop                            |
      | information from partners            | the browser beside the app on Android 14                      | checks out a pair of shoes in the shop                          |
      | information from partners            | the browser beside the app on iOS 14.5, with tracking allowed | checks out a pair of shoes in the shop                          |
      | information from partners            | the browser beside the app on Android 14                      | buys a pair of shoes in the shop                                |
      | information from partners            | the browser beside the app on iOS 14.5, with tracking allowed | buys a pair of shoes in the shop                                |
      | information from partners            | the browser beside the app on Android 14                      | is on the shop's customer list                                  |
      | information from partners            | the browser beside the app on iOS 14.5, with tracking allowed | is on the shop's customer list                                  |
      | information from partners            | the app on Android 14                                         | looks at a pair of shoes in the shop's app                      |
      | information from partners            | the app on Android 14                                         | checks out a pair of shoes in the shop's app                    |
      | information from partners            | the app on Android 14                                         | buys a pair of shoes in the shop's app                          |
      | information from partners            | the app on iOS 14.4                                           | looks at a pair of shoes in the shop's app                      |
      | information from partners            | the app on iOS 14.4                                           | checks out a pair of shoes in the shop's app                    |
      | information from partners            | the app on iOS 14.4                                           | buys a pair of shoes in the shop's app                          |
      | information from partners            | the app on iOS 14.5, with tracking allowed                    | looks at a pair of shoes in the shop's app                      |
      | information from partners            | the app on iOS 14.5, with tracking allowed                    | checks out a pair of shoes in the shop's app                    |
      | information from partners            | the app on iOS 14.5, with tracking allowed                    | buys a pair of shoes in the shop's app                          |

  @introduction.choose-use-and-sharing
  Scenario Outline: A choice governs what is already known
    Each signal on each surface, under the choice that governs it: the full product. What is done in a browser is
    looked for there and in the app.

    Given twins
    And a shop that advertises a pair of shoes
    And each twin uses <place>
    And one twin <acts>
    When each twin turns <choice> off in the account settings
    Then the twins see the same ads, third-party ads apart
    And the twins see the same home feed

    Examples:
      | choice                               | place                                                         | acts                                                            |
      | activity on Pinterest                | the browser beside the app on Android 14                      | clicks a Pin for a pair of shoes                                |
      | activity on Pinterest                | the browser beside the app on iOS 14.5, with tracking allowed | clicks a Pin for a pair of shoes                                |
      | activity on Pinterest                | the browser beside the app on Android 14                      | creates a board for a pair of shoes                             |
      | activity on Pinterest                | the browser beside the app on iOS 14.5, with tracking allowed | creates a board for a pair of shoes                             |
      | activity on Pinterest                | the app on Android 14                                         | clicks a Pin for a pair of shoes in the app                     |
      | activity on Pinterest                | the app on Android 14                                         | creates a board for a pair of shoes in the app                  |
      | activity on Pinterest                | the app on iOS 14.4                                           | clicks a Pin for a pair of shoes in the app                     |
      | activity on Pinterest                | the app on iOS 14.4                                           | creates a board for a pair of shoes in the app                  |
      | activity on Pinterest                | the app on iOS 14.5, with tracking allowed                    | clicks a Pin for a pair of shoes in the app                     |
      | activity on Pinterest                | the app on iOS 14.5, with tracking allowed                    | creates a board for a pair of shoes in the app                  |
      | visits to sites with the Save button | the browser beside the app on Android 14                      | visits a page about a pair of shoes that has the Save button    |
      | visits to sites with the Save button | the browser beside the app on iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has the Save button    |
      | visits to sites with the Save button | the browser beside the app on Android 14                      | visits a page about a pair of shoes that has a Pinterest widget |
      | visits to sites with the Save button | the browser beside the app on iOS 14.5, with tracking allowed | visits a page about a pair of shoes that has a Pinterest widget |
      | information from partners            | the browser beside the app on Android 14                      | looks at a pair of shoes in the shop                            |
      | information from partners            | the browser beside the app on iOS 14.5, with tracking allowed | looks at a pair of shoes in the shop                            |
      | information from partners            | the browser beside the app on Android 14                      | checks out a pair of shoes in the shop                          |
      | information from partners            | the browser beside the app on iOS 14.5, with tracking allowed | checks out a pair of shoes in the shop                          |
      | information from partners            | the browser beside the app on Android 14                      | buys a pair of shoes in the shop                                |
      | information from partners            | the browser beside the app on iOS 14.5, with tracking allowed | buys a pair of shoes in the shop                                |
      | information from partners            | the browser beside the app on Android 14                      | is on the shop's customer list                                  |
      | information from partners            | the browser beside the app on iOS 14.5, with tracking allowed | is on the shop's customer list                                  |
      | information from partners            | the app on Android 14                                         | looks at a pair of shoes in the shop's app                      |
      | information from partners            | the app on Android 14                                         | checks out a pair of shoes in the shop's app                    |
      | information from partners            | the app on Android 14                                         | buys a pair of shoes in the shop's app                          |
      | information from partners            | the app on iOS 14.4                                           | looks at a pair of shoes in the shop's app                      |
      | information from partners            | the app on iOS 14.4                                           | checks out a pair of shoes in the shop's app                    |
      | information from partners            | the app on iOS 14.4                                           | buys a pair of shoes in the shop's app                          |
      | information from partners            | the app on iOS 14.5, with tracking allowed                    | looks at a pair of shoes in the shop's app                      |
      | information from partners            | the app on iOS 14.5, with tracking allowed                    | checks out a pair of shoes in the shop's app                    |
      | information from partners            | the app on iOS 14.5, with tracking allowed                    | buys a pair of shoes in the shop's app                          |

  @introduction.choose-use-and-sharing
  Scenario Outline: A choice governs what it is about in another country too
    Given twins in Germany (DE)
    And a shop that advertises a pair of shoes
    And each twin turns <choice> off in the account settings
    When one twin <acts>
    Then the twins see the same ads, third-party ads apart
    And the twins see the same home feed

    Examples:
      | choice                    | acts                                   |
      | activity on Pinterest     | clicks a Pin for a pair of shoes       |
      | information from partners | checks out a pair of shoes in the shop |

  @introduction.choose-use-and-sharing
  Scenario: Nothing more is shared once sharing is turned off
    Given a person
    And the person turns sharing with partners off in the account settings
    When the person clicks a Pin for a pair of shoes
    Then nothing about the person is shared with partners

  @introduction.choose-use-and-sharing
  Scenario: What was shared before is withdrawn once sharing is turned off
    Given a person
    And the person clicks a Pin for a pair of shoes
    When the person turns sharing with partners off in the account settings
    Then nothing about the person is shared with partners

  @introduction.choose-use-and-sharing
  Scenario: A choice about sharing governs third-party ads
    Given twins
    And each twin turns sharing with partners off in the account settings
    When one twin clicks a Pin for a pair of shoes
    Then no third-party ad tells the twins apart

  @introduction.choose-use-and-sharing
  Scenario: A choice still holds after signing in again and elsewhere
    Given twins
    And a shop that advertises a pair of shoes
    And each twin turns information from partners off in the account settings
    And each twin signs in again
    And each twin signs in, in another browser
    When one twin checks out a pair of shoes in the shop
    Then information from partners is off for each twin on the web
    And the twins see the same ads, third-party ads apart
