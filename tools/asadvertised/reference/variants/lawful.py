"""Services that keep every promise and are not the reference: none of them may be blamed."""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from asadvertised.article.model import Article
from asadvertised.reference.model import (
    Ad,
    Browser,
    Choice,
    Choices,
    Effectiveness,
    Person,
    Phone,
    Pin,
    ReasonKind,
    SharedItem,
    Shown,
    Signal,
    SignalKind,
    Surface,
)
from asadvertised.reference.rendering import Pages
from asadvertised.reference.rules import choices, sharing, showing
from asadvertised.reference.rules.regions import NEVER_SHARED
from asadvertised.reference.variants.catalogue import Part, Variant, keeps
from asadvertised.reference.variants.everybody import advertises_to_everybody

SLOWER_S = 0.004


def _shares_all_activity_on_pinterest(signals: list[Signal]) -> list[SharedItem]:
    on_pinterest = (*sharing.SHAREABLE, SignalKind.PURCHASE_ON_PINTEREST)
    return [SharedItem(signal.kind, signal.subject) for signal in signals if signal.kind in on_pinterest]


def _do_not_track_is_on(browser: Browser) -> bool:
    return not browser.do_not_track


def _nothing_personal(*, do_not_track: bool) -> bool:
    return not do_not_track


def _everything_counts(signal: Signal) -> bool:
    del signal
    return True


def _no_reasons(thing: Ad | Pin, signals: Iterable[Signal]) -> Shown:
    del thing, signals
    return ()


def _nothing_shared(signals: list[Signal]) -> list[SharedItem]:
    del signals
    return []


def _shares_wherever_it_may(country: str | None) -> bool:
    return country is not None and country not in NEVER_SHARED


def _shares_from_eighteen(birth_date: date | None, today: date) -> bool:
    return birth_date is not None and sharing.age_on(birth_date, today) >= 18  # noqa: PLR2004  an age of its own


def _one_reason(ad: Ad, signals: Iterable[Signal]) -> Shown:
    return showing.reasons_for_ad(ad, signals)[:1]


def _ads_after_purchases_too(signals: Iterable[Signal]) -> list[Signal]:
    return list(signals)


def _every_choice(person: Person, surface: Surface) -> tuple[Choice, ...]:
    del person, surface
    return tuple(Choice)


def _one_choice_in_europe(person: Person, surface: Surface) -> tuple[Choice, ...]:
    offered = choices.offered_choices(person, surface)
    return (Choice.PERSONALIZATION,) if person.country in NEVER_SHARED else offered


def _purchases_apart(signal: Signal, chosen: Choices) -> bool:
    return signal.kind is SignalKind.PURCHASE_ON_PINTEREST or choices.personalizes_at_all(signal, chosen)


def _asks_everybody(phone: Phone) -> bool:
    del phone
    return True


def _nothing_measured(signal: Signal) -> bool:
    del signal
    return False


def _rounded(ad: Ad, views: int, signals: Iterable[Signal]) -> Effectiveness:
    told = showing.effect_of(ad, views, signals)
    return replace(told, views=told.views // 10 * 10)


def _other_words(kind: ReasonKind) -> str:
    return f"Because of something that we know ({len(kind)})."


def _plain_layout(article: Article) -> str:
    html = Pages.page_of_article(article)
    return html.replace('class="site__content"', 'class="wide" data-version="2"').replace("<li ", '<li class="line" ')


def _in_another_order(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value[::-1] if isinstance(value, list) else value for key, value in body.items()}


def _with_more_fields(body: dict[str, Any]) -> dict[str, Any]:
    return {"request_id": "r-1", **body, "links": {"self": "/"}}


def _with_more_ads(body: dict[str, Any]) -> dict[str, Any]:
    about = {"advertiser": "charity", "subject": "charity", "third_party": False, "reasons": []}
    more = [{"id": f"charity-{number}", **about} for number in range(5)]
    return {**body, "ads": more + body["ads"]} if "ads" in body and "reasons" in str(body) else body


def _with_no_other_ads(body: dict[str, Any]) -> dict[str, Any]:
    kept = {key: [shown for shown in body[key] if shown.get("reasons", True)] for key in ("ads", "pins") if key in body}
    return body | kept


def _slower(app: ASGIApp) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(SLOWER_S)
        await app(scope, receive, send)

    return answer


class _Rewriting:
    """Rewrites every JSON object that the application answers with."""

    def __init__(self, app: ASGIApp, rewrite: Any) -> None:
        self._app = app
        self._rewrite = rewrite

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                await self._release(held, send)

        await self._app(scope, receive, hold if scope["type"] == "http" else send)

    async def _release(self, held: list[Message], send: Send) -> None:
        start, *parts = held
        body = b"".join(part.get("body", b"") for part in parts)
        headers = {name: value for name, value in start["headers"] if name != b"content-length"}
        if body and b"json" in headers.get(b"content-type", b""):
            body = json.dumps(self._rewrite(json.loads(body))).encode()
        kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        length = [(b"content-length", str(len(body)).encode())] if len(kept) < len(start["headers"]) else []
        await send({**start, "headers": [*kept, *length]})
        await send({"type": "http.response.body", "body": body})


def _rewriting(rewrite: Any) -> Any:
    return lambda app: _Rewriting(app, rewrite)


SHARES_MORE: dict[str, Part] = {"shareable": _shares_all_activity_on_pinterest}
NO_USE: dict[str, Part] = {"reasons_for_ad": _no_reasons, "reasons_for_pin": _no_reasons, "shareable": _nothing_shared}

for variant in (
    Variant("uses-no-permission", "Personalizes nothing and shares nothing.", NO_USE),
    Variant("measures-nothing", "Counts nothing for advertisers.", {"counts_in_measuring": _nothing_measured}),
    Variant("measures-everything", "Counts with Do Not Track on too.", {"counts_in_measuring": _everything_counts}),
    Variant("rounds-numbers", "Tells advertisers rounded numbers.", {"effect_of": _rounded}),
    Variant("gives-one-reason", "Gives one reason for an ad, not all.", {"reasons_for_ad": _one_reason}),
    Variant("words-reasons-otherwise", "Words its reasons in another way.", {"words_of_reason": _other_words}),
    Variant("shares-nowhere", "Shares with partners in no country.", {"shares_in": lambda _: False}),
    Variant("shares-wherever-it-may", "Shares in all other countries.", {"shares_in": _shares_wherever_it_may}),
    Variant("shares-all-activity-on-pinterest", "Shares purchases too, and with Do Not Track on.", SHARES_MORE),
    Variant("shares-from-eighteen", "Shares about grown-ups only.", {"old_enough_to_share": _shares_from_eighteen}),
    Variant("offers-every-choice", "Offers every choice everywhere.", {"offered_choices": _every_choice}),
    Variant("offers-less-in-europe", "Offers one choice in Europe.", {"offered_choices": _one_choice_in_europe}),
    Variant("exempts-purchases", "Uses purchases on Pinterest always.", {"personalizes_at_all": _purchases_apart}),
    Variant("ends-do-not-track", "Uses it all once it is off again.", {"do_not_track_allows": _do_not_track_is_on}),
    Variant("shows-nothing-personal", "Not with Do Not Track on.", {"may_personalize_view": _nothing_personal}),
    Variant("feeds-on-everything", "Uses all signals for the home feed.", {"serves_home_feed": _everything_counts}),
    Variant("asks-everybody", "Asks for permission at every opening.", {"must_ask_permission": _asks_everybody}),
    Variant("advertises-what-was-bought", "Shows ads for what was bought.", {"still_wanted": _ads_after_purchases_too}),
    Variant("lays-the-page-out-otherwise", "Another layout of the page.", {"page_of_article": _plain_layout}),
    Variant("ranks-otherwise", "Shows ads and Pins in another order.", {}, _rewriting(_in_another_order)),
    Variant("answers-with-more", "Answers with fields of its own.", {}, _rewriting(_with_more_fields)),
    Variant("shows-more-ads", "Shows everybody more ads.", {}, _rewriting(_with_more_ads)),
    Variant("advertises-to-everybody", "Shows all ads to everybody.", {}, advertises_to_everybody),
    Variant("shows-no-other-ads", "Shows no ads and Pins but personal ones.", {}, _rewriting(_with_no_other_ads)),
    Variant("answers-slowly", f"Takes {SLOWER_S * 1000:g} ms longer for an answer.", {}, _slower),
):
    keeps(variant)
