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
