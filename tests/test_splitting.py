"""Sentences are cut where a careful reader would cut them, and nowhere else."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asadvertised.article.ledger import load_ledger
from asadvertised.article.sentences import plain, split_sentences
from asadvertised.content import own_root

ARTICLE = load_ledger(own_root() / "features" / "personalization").article
BLOCKS = [[sentence.text for sentence in block] for section in ARTICLE.section for block in section.blocks]

# One case a line; | is where a careful reader ends a sentence.
GOLD = """
You can opt out at optout.aboutads.info. | On that site you can choose.
See optout.aboutads.info for more.
Visit https://example.com/a.b?c=d. | Then come back.
Visit www.example.co.uk. | iOS users may skip this.
Open settings.json. | Change one line. | Save it.
Read README.md, then config.toml. | Restart the app.
We use Node.js. | It is fast.
On iOS version 14.5 or above, an app must ask.
You need iOS 14.5. | On Android, nothing changes.
It works with v2.0. | Then we shipped v2.1.
Update to version 2. | Click Settings.
It costs $3.50. | That is 0.5 more than in 2019. | We know.
Pi is 3.14159... and so on.
Use a browser, e.g. Chrome, to do this. | Then close it.
Use a phone (e.g. Android) for this. | Nothing else is needed.
Use the app, i.e. Settings, for this.
Some browsers, e.g. Safari, block it; others, i.e. Chrome, do not.
We also collect names, addresses, etc. | Partners do the same.
We collect cookies, tags, etc.) and more.
We collect data (cookies, tags, etc.) and use it. | You may object.
In the U.S. you may opt out. | In the U.K. you may not.
The U.S. Government asked us. | We answered.
We operate in the U.S. | You can opt out there.
She moved to Washington, D.C. | Then she left.
The U.S.A. team won. | Nobody else did.
Acme Inc. is a partner. | So is Foo Ltd. of London.
Our partner is Acme Inc. | It sells shoes.
Acme Corp. Chairman John Smith spoke. | We listened.
Read No. 5 of the list. | Then read No. 6.
Is my data sold? | No. | We never sell it.
Is it allowed? | No. | You may ask again.
See Fig. 3 and Sec. 4.2 for more. | See p. 12 too.
Under Art. 6 of the law, you may object. | Art. 7 says more.
The office opens at 9 a.m. and closes at 5 p.m. on Mondays.
The office closes at 5 p.m. | We open again at 9 a.m. tomorrow.
Call before 5 p.m. Pacific time. | Calls are free.
It opens at 9 a.m. Monday.
She has a Ph.D. in physics. | He has a Ph.D. | They met in 2001.
It is Google vs. Apple. | Nobody won.
Dr. No met Mr. Yes on Main St. in May. | They talked.
Ask J. Smith or J. R. R. Tolkien. | They know.
J.R.R. Tolkien wrote it. | We read it.
John F. Kennedy Jr. was there. | He left.
This is plan B. | We had no plan A.
He said “Go.” | Then he left.
He said "Go." | Then he left.
“Is it on?” she asked. | “Yes,” he said.
If you select “Ask App Not to Track”, ads are less personal. | Ads stay.
Tap “Allow.” | “Ask” is the other choice.
(See below.) | Next, tap Save.
We may share data (see below). | You may object.
We may share data (unless you object!) with partners. | Some refuse.
We may share it. | (Not in Switzerland.) | You can ask.
Is it (really?) so? | Yes!
Wait... what? | Fine.
Wait… | What is this?
Well... I think so. | We agree.
Loading … please wait. | Thank you.
Really?! | Yes! | No?
Yahoo! is a company. | It has a site.
We use Yahoo! Mail. | It works.
We left Yahoo! | It was time.
1. Open the app. | 2. Tap Settings. | 3. Tap Save.
1) Open the app. | 2) Tap Settings.
Do this: 1. Open the app. | 2. Tap Settings.
a. Open the app. | b. Tap Settings.
Step 1. | Open the app.
• Open the app. | • Tap Settings
Choose one: | • the app | • the site
We support it. | iOS and Android devices also do. | iPhone users may choose.
We left. | eBay did not. | macOS 14 helps.
Use macOS. | iPadOS works too.
We met on Jan. 5 and on Sept. 12. | It rained.
It starts in Jan. | Nothing is due before.
As shown by Smith et al. (2019), it works. | Jones et al. 2020 agree.
Please keep approx. 5 items. | More are lost.
We updated it on 3.4.2025. | It is final.
The fee is 10 %. | You pay it once.
Never mind the .NET framework. | It is gone.
Email help@example.com. | We answer in two days.
この設定をオンにします。 | 次に保存します。
彼は「行け。」と言った。 | そして去った。
本当ですか？ | はい！
Das gilt z. B. in der Schweiz. | Sonst nicht.
Es gilt bzw. galt ca. 5 Tage. | Danach endet es.
C'est fini ! | Merci.
Tap *Save.* | Then tap _Done._ | You are ready.
Is this you? | no.reply@example.com is not.
One. | 2 follows. three.
We, the people, etc., agree. | All of us.
Turn it off (iOS 14.5 or above only). | On older devices, nothing happens.
This applies to you, me, and Co. | It is final.
Contact support (Mon. to Fri. only). | We reply.
Use A/B tests. | B. wins.
It ended in 1999. | 2000 was better.
Read "What is new?" and "What is old?" first. | Then decide.
See https://example.com. | https://example.org is another.
"""
CASES = [line for line in GOLD.strip().splitlines() if line]


@pytest.mark.parametrize("case", CASES)
def test_sentences_end_where_a_careful_reader_ends_them(case: str) -> None:
    assert split_sentences(case.replace(" | ", " ")) == case.split(" | ")


def test_the_cases_are_many_and_all_different() -> None:
    assert len(set(CASES)) == len(CASES) >= 90


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block[0][:30])
def test_every_block_of_the_article_is_split_as_transcribed(block: list[str]) -> None:
    assert split_sentences(" ".join(block)) == block


@pytest.mark.parametrize("text", ["", "\u00ad\u200b ", " \n\t", "\u202a\u200f"])
def test_nothing_to_see_is_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


def test_japanese_needs_no_space_between_sentences() -> None:
    assert split_sentences("設定します。保存します。") == ["設定します。", "保存します。"]


@given(st.text(st.sampled_from("ab AB.!?“”()1…。• \n"), max_size=60))
def test_splitting_loses_no_letter_and_is_stable(text: str) -> None:
    pieces = split_sentences(text)
    assert "".join("".join(pieces).split()) == "".join(plain(text).split())
    assert all(pieces)


def test_a_known_sentence_is_left_whole() -> None:
    assert split_sentences("Tap. Then go.", {"Tap. Then go."}) == ["Tap. Then go."]
    assert split_sentences("Tap. Then go. Now stop.", {"Tap. Then go."}) == ["Tap. Then go.", "Now stop."]


@pytest.mark.parametrize("text", ["." * 100_000, "a." * 50_000, "(" * 50_000 + ". " * 20_000, "A. " * 30_000])
def test_odd_text_is_split_in_bounded_time(text: str) -> None:
    started = time.process_time()
    assert re.sub(r"\s", "", "".join(split_sentences(text))) == re.sub(r"\s", "", text)
    assert time.process_time() - started < 10
