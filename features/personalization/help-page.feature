Feature: The help page's own furniture
  The link to a person, and the feedback form with its trap for robots.

  @help.contact-us
  Scenario: "Contact us" leads to a page
    Given the help article
    Then the link “Contact us” leads to a page

  @feedback.was-this-helpful @feedback.how-better
  Scenario Outline: A reader's answer is kept
    When a reader answers “<answer>” to whether the article was helpful, and says more
    Then the answer “<answer>” is kept once

    Examples:
      | answer |
      | yes    |
      | no     |

  @feedback.leave-blank
  Scenario: What a robot sends is not kept
    When a robot fills in the form, and the field that is to be left blank too
    Then no answer is kept

  @feedback.how-better
  Scenario: A reader who only says how to make the article better is heard
    When a reader says how to make the article better, and nothing else
    Then what the reader said is kept once

  @feedback.was-this-helpful
  Scenario Outline: What a reader answers on the page is kept
    Given a reader has opened the help article <how>
    When the reader chooses “<answer>” there
    And the reader has written how to make it better
    And the form is sent
    Then the answer “<answer>” is kept once

    Examples:
      | how             | answer |
      | over plain HTTP | yes    |
      | over plain HTTP | no     |
      | in a browser    | no     |

  @feedback.how-better
  Scenario Outline: What a reader writes on the page is kept
    Given a reader has opened the help article <how>
    And the reader has chosen “no” there
    When the reader writes how to make it better
    And the form has been sent
    Then the answer “no” is kept once

    Examples:
      | how             |
      | over plain HTTP |
      | in a browser    |

  @feedback.how-better
  Scenario: What a reader writes is text, whatever is in it
    Given a reader has opened the help article over plain HTTP
    When the reader writes how to make it better, with markup in it
    And the form has been sent
    Then what was written is kept to the letter

  @feedback.leave-blank
  Scenario: A robot that fills in the page's trap is not heard
    Given a reader has opened the help article over plain HTTP
    Then the field that is to be left blank is there, and blank
    When the reader has chosen “yes” there
    And the reader has written how to make it better
    And a robot has filled in the field that is to be left blank, and sent the form
    Then no answer is kept

  @help.contact-us
  Scenario: In a browser, "Contact us" can be found and used
    Given a reader has opened the help article in a browser
    Then “Contact us” can be seen, clicked and reached by keyboard on every screen
    And “Contact us” leads a reader on
