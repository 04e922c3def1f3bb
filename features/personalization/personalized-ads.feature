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

  @personalized-ads.customer-list @personalized-ads.customers-see-relevant-ads
  Scenario: A customer's namesake is no customer
    Given twins
    And a shop that advertises a pair of shoes
    When a namesake of one twin is on the shop's customer list
    Then the twins see the same ads

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

  Scenario Outline: What a guest does in somebody's browser brings that somebody no ads
    Given twins
    And a shop that advertises a pair of shoes
    And a guest
    And the guest signs in, in the browser of one twin
    When the guest <acts>
    And one twin signs in again
    Then the twins see the same ads

    @personalized-ads.on-and-off-activity @personalized-ads.pinterest-activity @personalized-ads.similar-ads
    Examples:
      | acts                             |
      | clicks a Pin for a pair of shoes |

    @personalized-ads.on-and-off-activity @personalized-ads.pinterest-activity
    Examples:
      | acts                                |
      | creates a board for a pair of shoes |

    @personalized-ads.on-and-off-activity
    Examples:
      | acts                                                         |
      | visits a page about a pair of shoes that has the Save button |
      | checks out a pair of shoes in the shop                       |

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

  @sharing.may-share-by-location @introduction.may-share-in-certain-countries
  Scenario Outline: Only activity on Pinterest may be shared, not what is done elsewhere
    Given a person
    And a shop that advertises a pair of shoes
    When the person <acts>
    And the person clicks a Pin for a pair of boots
    Then nothing that the person did off Pinterest is shared with partners

    Examples:
      | acts                                                         |
      | visits a page about a pair of shoes that has the Save button |
      | looks at a pair of shoes in the shop                         |
      | checks out a pair of shoes in the shop                       |
      | buys a pair of shoes in the shop                             |

  @sharing.may-share-by-location
  Scenario: On the sixteenth birthday itself sharing may begin
    Given a person who turns 16 today in United States (US)
    When the person clicks a Pin for a pair of shoes
    Then something about the person may be shared with partners

  @sharing.not-under-16-or-eea
  Scenario Outline: Nothing about a person under sixteen is shared
    Each age in years.

    Given a person of <age> in United States (US)
    When the person <acts>
    Then nothing about the person is shared with partners

    Examples:
      | age | acts                                |
      | 15  | clicks a Pin for a pair of shoes    |
      | 14  | clicks a Pin for a pair of shoes    |
      | 13  | clicks a Pin for a pair of shoes    |
      | 12  | clicks a Pin for a pair of shoes    |
      | 11  | clicks a Pin for a pair of shoes    |
      | 10  | clicks a Pin for a pair of shoes    |
      | 9   | clicks a Pin for a pair of shoes    |
      | 8   | clicks a Pin for a pair of shoes    |
      | 7   | clicks a Pin for a pair of shoes    |
      | 6   | clicks a Pin for a pair of shoes    |
      | 5   | clicks a Pin for a pair of shoes    |
      | 4   | clicks a Pin for a pair of shoes    |
      | 3   | clicks a Pin for a pair of shoes    |
      | 2   | clicks a Pin for a pair of shoes    |
      | 1   | clicks a Pin for a pair of shoes    |
      | 0   | clicks a Pin for a pair of shoes    |
      | 15  | creates a board for a pair of shoes |
      | 15  | buys a pair of shoes on Pinterest   |
      | 12  | creates a board for a pair of shoes |
      | 12  | buys a pair of shoes on Pinterest   |

  @sharing.not-under-16-or-eea
  Scenario Outline: A business account shares nothing about a person under sixteen either
    Given a person of <age> with a business account in <country> (<code>)
    When the person clicks a Pin for a pair of shoes
    And the person creates a board for a pair of shoes
    Then nothing about the person is shared with partners

    Examples:
      | age | country       | code |
      | 15  | United States | US   |
      | 12  | United States | US   |
      | 0   | United States | US   |
      | 15  | Canada        | CA   |
      | 12  | Canada        | CA   |
      | 0   | Canada        | CA   |
      | 15  | Brazil        | BR   |
      | 12  | Brazil        | BR   |
      | 0   | Brazil        | BR   |
      | 15  | Japan         | JP   |
      | 12  | Japan         | JP   |
      | 0   | Japan         | JP   |

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
      | 36  | Réunion        | RE   |
      | 36  | United Kingdom | GB   |
      | 36  | Switzerland    | CH   |

  @sharing.not-under-16-or-eea
  Scenario Outline: Nothing about people in the EEA, the United Kingdom or Switzerland is shared, at any age
    Each of these places, and each age around 16, and a grown-up with a business account: the full product. Together with
    the next: every country of ISO 3166-1.

    Given three people in <country> (<code>): one turns 16 tomorrow, one turns 16 today, one did yesterday
    And a person with a business account in <country> (<code>)
    When each of the three clicks a Pin for a pair of shoes
    And each of the three creates a board for a pair of shoes
    And the person clicks a Pin for a pair of shoes
    Then nothing about each of the three is shared with partners
    And nothing about the person is shared with partners

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

    Examples: Its territories that have codes of their own
      | country                    | code |
      | French Guiana              | GF   |
      | Guadeloupe                 | GP   |
      | Martinique                 | MQ   |
      | Mayotte                    | YT   |
      | Réunion                    | RE   |
      | Saint Martin (French part) | MF   |
      | Åland Islands              | AX   |

    Examples: And two more
      | country        | code |
      | United Kingdom | GB   |
      | Switzerland    | CH   |

  @sharing.not-under-16-or-eea
  Scenario Outline: Nothing about a person under sixteen is shared, in any other country
    Each other country of ISO 3166-1. From the birthday on, sharing is a permission there, which nothing could break.

    Given a person who turns 16 tomorrow in <country> (<code>)
    When the person clicks a Pin for a pair of shoes
    Then nothing about the person is shared with partners

    Examples:
      | country                                      | code |
      | Afghanistan                                  | AF   |
      | Albania                                      | AL   |
      | Algeria                                      | DZ   |
      | American Samoa                               | AS   |
      | Andorra                                      | AD   |
      | Angola                                       | AO   |
      | Anguilla                                     | AI   |
      | Antarctica                                   | AQ   |
      | Antigua and Barbuda                          | AG   |
      | Argentina                                    | AR   |
      | Armenia                                      | AM   |
      | Aruba                                        | AW   |
      | Australia                                    | AU   |
      | Azerbaijan                                   | AZ   |
      | Bahamas                                      | BS   |
      | Bahrain                                      | BH   |
      | Bangladesh                                   | BD   |
      | Barbados                                     | BB   |
      | Belarus                                      | BY   |
      | Belize                                       | BZ   |
      | Benin                                        | BJ   |
      | Bermuda                                      | BM   |
      | Bhutan                                       | BT   |
      | Bolivia                                      | BO   |
      | Bonaire, Sint Eustatius and Saba             | BQ   |
      | Bosnia and Herzegovina                       | BA   |
      | Botswana                                     | BW   |
      | Bouvet Island                                | BV   |
      | Brazil                                       | BR   |
      | British Indian Ocean Territory               | IO   |
      | Brunei Darussalam                            | BN   |
      | Burkina Faso                                 | BF   |
      | Burundi                                      | BI   |
      | Cabo Verde                                   | CV   |
      | Cambodia                                     | KH   |
      | Cameroon                                     | CM   |
      | Canada                                       | CA   |
      | Cayman Islands                               | KY   |
      | Central African Republic                     | CF   |
      | Chad                                         | TD   |
      | Chile                                        | CL   |
      | China                                        | CN   |
      | Christmas Island                             | CX   |
      | Cocos (Keeling) Islands                      | CC   |
      | Colombia                                     | CO   |
      | Comoros                                      | KM   |
      | Congo                                        | CG   |
      | Congo, The Democratic Republic of the        | CD   |
      | Cook Islands                                 | CK   |
      | Costa Rica                                   | CR   |
      | Cuba                                         | CU   |
      | Curaçao                                      | CW   |
      | Côte d'Ivoire                                | CI   |
      | Djibouti                                     | DJ   |
      | Dominica                                     | DM   |
      | Dominican Republic                           | DO   |
      | Ecuador                                      | EC   |
      | Egypt                                        | EG   |
      | El Salvador                                  | SV   |
      | Equatorial Guinea                            | GQ   |
      | Eritrea                                      | ER   |
      | Eswatini                                     | SZ   |
      | Ethiopia                                     | ET   |
      | Falkland Islands (Malvinas)                  | FK   |
      | Faroe Islands                                | FO   |
      | Fiji                                         | FJ   |
      | French Polynesia                             | PF   |
      | French Southern Territories                  | TF   |
      | Gabon                                        | GA   |
      | Gambia                                       | GM   |
      | Georgia                                      | GE   |
      | Ghana                                        | GH   |
      | Gibraltar                                    | GI   |
      | Greenland                                    | GL   |
      | Grenada                                      | GD   |
      | Guam                                         | GU   |
      | Guatemala                                    | GT   |
      | Guernsey                                     | GG   |
      | Guinea                                       | GN   |
      | Guinea-Bissau                                | GW   |
      | Guyana                                       | GY   |
      | Haiti                                        | HT   |
      | Heard Island and McDonald Islands            | HM   |
      | Holy See (Vatican City State)                | VA   |
      | Honduras                                     | HN   |
      | Hong Kong                                    | HK   |
      | India                                        | IN   |
      | Indonesia                                    | ID   |
      | Iran                                         | IR   |
      | Iraq                                         | IQ   |
      | Isle of Man                                  | IM   |
      | Israel                                       | IL   |
      | Jamaica                                      | JM   |
      | Japan                                        | JP   |
      | Jersey                                       | JE   |
      | Jordan                                       | JO   |
      | Kazakhstan                                   | KZ   |
      | Kenya                                        | KE   |
      | Kiribati                                     | KI   |
      | Kuwait                                       | KW   |
      | Kyrgyzstan                                   | KG   |
      | Laos                                         | LA   |
      | Lebanon                                      | LB   |
      | Lesotho                                      | LS   |
      | Liberia                                      | LR   |
      | Libya                                        | LY   |
      | Macao                                        | MO   |
      | Madagascar                                   | MG   |
      | Malawi                                       | MW   |
      | Malaysia                                     | MY   |
      | Maldives                                     | MV   |
      | Mali                                         | ML   |
      | Marshall Islands                             | MH   |
      | Mauritania                                   | MR   |
      | Mauritius                                    | MU   |
      | Mexico                                       | MX   |
      | Micronesia, Federated States of              | FM   |
      | Moldova                                      | MD   |
      | Monaco                                       | MC   |
      | Mongolia                                     | MN   |
      | Montenegro                                   | ME   |
      | Montserrat                                   | MS   |
      | Morocco                                      | MA   |
      | Mozambique                                   | MZ   |
      | Myanmar                                      | MM   |
      | Namibia                                      | NA   |
      | Nauru                                        | NR   |
      | Nepal                                        | NP   |
      | New Caledonia                                | NC   |
      | New Zealand                                  | NZ   |
      | Nicaragua                                    | NI   |
      | Niger                                        | NE   |
      | Nigeria                                      | NG   |
      | Niue                                         | NU   |
      | Norfolk Island                               | NF   |
      | North Korea                                  | KP   |
      | North Macedonia                              | MK   |
      | Northern Mariana Islands                     | MP   |
      | Oman                                         | OM   |
      | Pakistan                                     | PK   |
      | Palau                                        | PW   |
      | Palestine, State of                          | PS   |
      | Panama                                       | PA   |
      | Papua New Guinea                             | PG   |
      | Paraguay                                     | PY   |
      | Peru                                         | PE   |
      | Philippines                                  | PH   |
      | Pitcairn                                     | PN   |
      | Puerto Rico                                  | PR   |
      | Qatar                                        | QA   |
      | Russian Federation                           | RU   |
      | Rwanda                                       | RW   |
      | Saint Barthélemy                             | BL   |
      | Saint Helena, Ascension and Tristan da Cunha | SH   |
      | Saint Kitts and Nevis                        | KN   |
      | Saint Lucia                                  | LC   |
      | Saint Pierre and Miquelon                    | PM   |
      | Saint Vincent and the Grenadines             | VC   |
      | Samoa                                        | WS   |
      | San Marino                                   | SM   |
      | Sao Tome and Principe                        | ST   |
      | Saudi Arabia                                 | SA   |
      | Senegal                                      | SN   |
      | Serbia                                       | RS   |
      | Seychelles                                   | SC   |
      | Sierra Leone                                 | SL   |
      | Singapore                                    | SG   |
      | Sint Maarten (Dutch part)                    | SX   |
      | Solomon Islands                              | SB   |
      | Somalia                                      | SO   |
      | South Africa                                 | ZA   |
      | South Georgia and the South Sandwich Islands | GS   |
      | South Korea                                  | KR   |
      | South Sudan                                  | SS   |
      | Sri Lanka                                    | LK   |
      | Sudan                                        | SD   |
      | Suriname                                     | SR   |
      | Svalbard and Jan Mayen                       | SJ   |
      | Syria                                        | SY   |
      | Taiwan                                       | TW   |
      | Tajikistan                                   | TJ   |
      | Tanzania                                     | TZ   |
      | Thailand                                     | TH   |
      | Timor-Leste                                  | TL   |
      | Togo                                         | TG   |
      | Tokelau                                      | TK   |
      | Tonga                                        | TO   |
      | Trinidad and Tobago                          | TT   |
      | Tunisia                                      | TN   |
      | Turkmenistan                                 | TM   |
      | Turks and Caicos Islands                     | TC   |
      | Tuvalu                                       | TV   |
      | Türkiye                                      | TR   |
      | Uganda                                       | UG   |
      | Ukraine                                      | UA   |
      | United Arab Emirates                         | AE   |
      | United States                                | US   |
      | United States Minor Outlying Islands         | UM   |
      | Uruguay                                      | UY   |
      | Uzbekistan                                   | UZ   |
      | Vanuatu                                      | VU   |
      | Venezuela                                    | VE   |
      | Vietnam                                      | VN   |
      | Virgin Islands, British                      | VG   |
      | Virgin Islands, U.S.                         | VI   |
      | Wallis and Futuna                            | WF   |
      | Western Sahara                               | EH   |
      | Yemen                                        | YE   |
      | Zambia                                       | ZM   |
      | Zimbabwe                                     | ZW   |

  @sharing.not-under-16-or-eea
  Scenario Outline: Nothing is shared about somebody who may be under sixteen, or in one of these places
    Given a person <about whom little is known>
    When the person clicks a Pin for a pair of shoes
    Then nothing about the person is shared with partners

    Examples:
      | about whom little is known           |
      | of unknown age in United States (US) |
      | whose country is unknown             |

  @personalized-ads.tag-and-app-events
  Scenario: In a browser of one's own, what the tag sees may be used
    Given twins
    And a shop that advertises a pair of shoes
    And one twin takes a browser of their own
    When one twin looks at a pair of shoes in the shop in that browser
    Then one twin may see an ad for a pair of shoes that the other does not
