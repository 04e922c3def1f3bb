Feature: Personalized ads
  What may make ads more relevant, and about whom nothing is ever shared.

  @personalized-ads.on-and-off-activity
  Scenario Outline: Activity on and off Pinterest may personalize ads
    Given twins
    And a shop that advertises a pair of shoes
    When one twin <acts>
    Then one twin may see an ad for a pair of shoes that the other does not

    Examples:
      | acts                                                         |
      | clicks a Pin for a pair of shoes                             |
      | creates a board for a pair of shoes                          |
      | visits a page about a pair of shoes that has the Save button |
      | looks at a pair of shoes in the shop                         |

  @personalized-ads.customer-list @personalized-ads.customers-see-relevant-ads
  Scenario Outline: An advertiser's customers may see its ads
    Given twins
    And a shop that advertises a pair of shoes
    When one twin is on the shop's <list>
    Then one twin may see an ad for a pair of shoes that the other does not
    And nothing that the shop is told names each twin

    Examples:
      | list                                                   |
      | customer list                                          |
      | customer list, spelt in capitals with spaces around    |

  @personalized-ads.tag-and-app-events
  Scenario Outline: The tag may tell a shop who did what, in numbers
    Given a person
    And a shop that advertises a pair of shoes
    When the person <acts> a pair of shoes in the shop
    Then the shop may learn that somebody made a <event>
    And nothing that the shop is told names the person

    Examples:
      | acts       | event     |
      | looks at   | visit     |
      | checks out | check-out |
      | buys       | purchase  |

  @personalized-ads.tag-and-app-events
  Scenario Outline: A shop's app may tell who did what, in numbers
    Given a person
    And a shop that advertises a pair of shoes
    And the person has a phone with Android 14
    When the person <acts> a pair of shoes in the shop's app
    Then the shop may learn that somebody made a <event>
    And nothing that the shop is told names the person

    Examples:
      | acts       | event     |
      | looks at   | visit     |
      | checks out | check-out |
      | buys       | purchase  |

  @personalized-ads.right-people @personalized-ads.tag-and-app-events
  Scenario Outline: What a shop's app saw may bring its ads to the right people
    Given twins
    And a shop that advertises a pair of shoes
    And each twin has a phone with <system>
    When one twin <acts> a pair of shoes in the shop's app
    Then one twin may see an ad for a pair of shoes that the other does not

    Examples:
      | system     | acts       |
      | Android 14 | looks at   |
      | Android 14 | checks out |
      | iOS 14.4   | checks out |

  @personalized-ads.right-people
  Scenario: What the tag saw may bring a shop's ads to the right people
    Given twins
    And a shop that advertises a pair of shoes
    When one twin looks at a pair of shoes in the shop
    Then one twin may see an ad for a pair of shoes that the other does not

  @personalized-ads.shoes-not-bought
  Scenario: Shoes that were checked out but not bought may come back as an ad
    Given twins
    And a shop that advertises a pair of shoes
    And each twin checks out a pair of shoes in the shop
    When the other twin buys a pair of shoes in the shop
    Then one twin may see an ad for a pair of shoes that the other does not

  @personalized-ads.pinterest-activity @personalized-ads.similar-ads
  Scenario: A click on a Pin may bring similar ads
    Given twins
    And a shop that advertises a pair of shoes
    When one twin clicks a Pin for a pair of shoes
    Then one twin may see an ad for a pair of shoes that the other does not

  @personalized-ads.pinterest-activity
  Scenario: A board may bring ads about its subject
    Given twins
    And a shop that advertises a pair of shoes
    When one twin creates a board for a pair of shoes
    Then one twin may see an ad for a pair of shoes that the other does not

  @sharing.may-share-by-location
  Scenario Outline: Depending on location, activity may be shared with partners
    Given a person in United States (US)
    When the person <acts>
    Then something about the person may be shared with partners

    Examples:
      | acts                                |
      | clicks a Pin for a pair of shoes    |
      | creates a board for a pair of shoes |

  @sharing.may-share-by-location
  Scenario: On the sixteenth birthday itself sharing may begin
    Given a person who turns 16 today in United States (US)
    When the person clicks a Pin for a pair of shoes
    Then something about the person may be shared with partners

  @sharing.not-under-16-or-eea
  Scenario Outline: Nothing about a person under sixteen is shared
    Given a person of <age> in United States (US)
    When the person <acts>
    Then nothing about the person is shared with partners

    Examples:
      | age | acts                                |
      | 15  | clicks a Pin for a pair of shoes    |
      | 15  | creates a board for a pair of shoes |
      | 15  | buys a pair of shoes on Pinterest   |
      | 14  | clicks a Pin for a pair of shoes    |
      | 13  | clicks a Pin for a pair of shoes    |

  @sharing.not-under-16-or-eea
  Scenario Outline: On the day before the sixteenth birthday nothing is shared yet
    Given a person who turns 16 tomorrow in <country> (<code>)
    When the person clicks a Pin for a pair of shoes
    Then nothing about the person is shared with partners

    Examples:
      | country       | code |
      | United States | US   |
      | Canada        | CA   |
      | Brazil        | BR   |
      | Japan         | JP   |

  @sharing.not-under-16-or-eea
  Scenario Outline: The third-party ads of a person under sixteen, or in one of these places, do not change
    Given twins of <age> in <country> (<code>)
    When one twin clicks a Pin for a pair of shoes
    Then nothing about each twin is shared with partners
    And no third-party ad tells the twins apart

    Examples:
      | age | country        | code |
      | 15  | United States  | US   |
      | 36  | France         | FR   |
      | 36  | Norway         | NO   |
      | 36  | United Kingdom | GB   |
      | 36  | Switzerland    | CH   |

  @sharing.not-under-16-or-eea
  Scenario Outline: Nothing about a person in the EEA, the United Kingdom or Switzerland is shared
    Given a person in <country> (<code>)
    When the person clicks a Pin for a pair of shoes
    And the person creates a board for a pair of shoes
    Then nothing about the person is shared with partners

    Examples: The European Economic Area
      | country       | code |
      | Austria       | AT   |
      | Belgium       | BE   |
      | Bulgaria      | BG   |
      | Croatia       | HR   |
      | Cyprus        | CY   |
      | Czechia       | CZ   |
      | Denmark       | DK   |
      | Estonia       | EE   |
      | Finland       | FI   |
      | France        | FR   |
      | Germany       | DE   |
      | Greece        | GR   |
      | Hungary       | HU   |
      | Iceland       | IS   |
      | Ireland       | IE   |
      | Italy         | IT   |
      | Latvia        | LV   |
      | Liechtenstein | LI   |
      | Lithuania     | LT   |
      | Luxembourg    | LU   |
      | Malta         | MT   |
      | Netherlands   | NL   |
      | Norway        | NO   |
      | Poland        | PL   |
      | Portugal      | PT   |
      | Romania       | RO   |
      | Slovakia      | SK   |
      | Slovenia      | SI   |
      | Spain         | ES   |
      | Sweden        | SE   |

    Examples: And two more
      | country        | code |
      | United Kingdom | GB   |
      | Switzerland    | CH   |
