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

  @introduction.partners-may-inform
  Scenario: Advertisers' information may personalize ads
    Given twins
    And a shop that advertises a pair of shoes
    When one twin checks out a pair of shoes in the shop
    Then one twin may see an ad for a pair of shoes that the other does not

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
    Given twins in <country> (<code>)
    And a shop that advertises a pair of shoes
    And each twin turns <choice> off in the account settings
    When one twin <acts>
    Then the twins see the same ads, third-party ads apart
    And the twins see the same home feed

    Examples:
      | country       | code | choice                               | acts                                                            |
      | United States | US   | activity on Pinterest                | clicks a Pin for a pair of shoes                                |
      | United States | US   | activity on Pinterest                | creates a board for a pair of shoes                             |
      | United States | US   | visits to sites with the Save button | visits a page about a pair of shoes that has the Save button    |
      | United States | US   | visits to sites with the Save button | visits a page about a pair of shoes that has a Pinterest widget |
      | United States | US   | information from partners            | looks at a pair of shoes in the shop                            |
      | United States | US   | information from partners            | checks out a pair of shoes in the shop                          |
      | United States | US   | information from partners            | is on the shop's customer list                                  |
      | Germany       | DE   | information from partners            | checks out a pair of shoes in the shop                          |
      | Germany       | DE   | activity on Pinterest                | clicks a Pin for a pair of shoes                                |

  @introduction.choose-use-and-sharing
  Scenario Outline: A choice governs what is already known
    Given twins in <country> (<code>)
    And a shop that advertises a pair of shoes
    And one twin <acts>
    When each twin turns <choice> off in the account settings
    Then the twins see the same ads, third-party ads apart
    And the twins see the same home feed

    Examples:
      | country       | code | choice                               | acts                                                            |
      | United States | US   | activity on Pinterest                | clicks a Pin for a pair of shoes                                |
      | United States | US   | activity on Pinterest                | creates a board for a pair of shoes                             |
      | United States | US   | visits to sites with the Save button | visits a page about a pair of shoes that has the Save button    |
      | United States | US   | visits to sites with the Save button | visits a page about a pair of shoes that has a Pinterest widget |
      | United States | US   | information from partners            | checks out a pair of shoes in the shop                          |
      | United States | US   | information from partners            | is on the shop's customer list                                  |
      | Germany       | DE   | information from partners            | checks out a pair of shoes in the shop                          |

  @introduction.choose-use-and-sharing
  Scenario Outline: A choice about partners' information governs what apps send
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with Android 14
    And each twin turns information from partners off in the account settings
    When one twin <acts> a pair of shoes in the shop's app
    Then the twins see the same ads

    Examples:
      | acts       |
      | looks at   |
      | checks out |

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
    And the twins see the same ads
