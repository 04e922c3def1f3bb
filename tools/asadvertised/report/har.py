"""The exchanges of a record as an HTTP Archive, which browsers and proxies can show.

Source: http://www.softwareishard.com/blog/har-12-spec/
"""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from asadvertised.record.model import Exchange, Header, Request, Response, Results, ScenarioResult

UNKNOWN = -1
NO_ANSWER = 0
VERSION = "HTTP/1.1"
Object = dict[str, Any]


def har_json(results: Results) -> str:
    """Give the archive of a record."""
    return json.dumps(har_of(results), ensure_ascii=False, indent=1) + "\n"


def har_of(results: Results) -> Object:
    """Give the archive as plain data: a page for each scenario, an entry for each exchange, the earliest first."""
    start = results.run.started
    asked = [scenario for scenario in results.scenarios if any(step.exchanges for step in scenario.steps)]
    entries = [_entry(scenario, exchange, start) for scenario in asked for exchange in _exchanges(scenario)]
    return {
        "log": {
            "version": "1.2",
            "creator": {"name": "asadvertised", "version": results.run.versions.asadvertised},
            "pages": [_page(scenario, start) for scenario in asked],
            "entries": sorted(entries, key=lambda entry: datetime.fromisoformat(entry["startedDateTime"])),
        }
    }


def _exchanges(scenario: ScenarioResult) -> Iterator[Exchange]:
    for step in scenario.steps:
        yield from step.exchanges


def _page(scenario: ScenarioResult, start: str) -> Object:
    first = next(_exchanges(scenario))
    return {
        "startedDateTime": first.started or start,
        "id": scenario.id,
        "title": scenario.name,
        "pageTimings": {"onContentLoad": UNKNOWN, "onLoad": UNKNOWN},
        "comment": f"{scenario.outcome.value}: {', '.join(scenario.sentences)}",
    }


def _entry(scenario: ScenarioResult, exchange: Exchange, start: str) -> Object:
    milliseconds = round(exchange.duration_s * 1000, 3)
    return {
        "pageref": scenario.id,
        "startedDateTime": exchange.started or start,
        "time": milliseconds,
        "request": _request(exchange.request),
        "response": _response(exchange.response, exchange.fault),
        "cache": {},
        "timings": {"send": 0, "wait": milliseconds, "receive": 0},
        "comment": " · ".join(filter(None, (exchange.operation, exchange.agent, _again(exchange)))),
    }


def _again(exchange: Exchange) -> str:
    return f"attempt {exchange.attempt}, after {exchange.after}" if exchange.after else ""


def _request(request: Request) -> Object:
    found: Object = {
        "method": request.method,
        "url": request.url,
        "httpVersion": VERSION,
        "cookies": _pairs(_values(request.headers, "cookie"), ";"),
        "headers": _headers(request.headers),
        "queryString": _query(request.url),
        "headersSize": UNKNOWN,
        "bodySize": len(request.body.encode()),
    }
    if request.body:
        kind = next(iter(_values(request.headers, "content-type")), "")
        found["postData"] = {"mimeType": kind, "params": [], "text": request.body}
    return found


def _response(response: Response | None, fault: str) -> Object:
    """Give an answer, or what stands for one that did not come: status 0, as browsers write it."""
    headers = response.headers if response else ()
    body = response.body if response else ""
    status = response.status if response else NO_ANSWER
    return {
        "status": status,
        "statusText": _phrase(status),
        "httpVersion": VERSION if response else "",
        "cookies": _pairs([value.partition(";")[0] for value in _values(headers, "set-cookie")], ";"),
        "headers": _headers(headers),
        "content": {
            "size": len(body.encode()),
            "mimeType": next(iter(_values(headers, "content-type")), "x-unknown"),
            "text": body,
            **({"comment": "The rest of the body is not kept."} if response and response.truncated else {}),
        },
        "redirectURL": next(iter(_values(headers, "location")), ""),
        "headersSize": UNKNOWN,
        "bodySize": UNKNOWN,
        **({"comment": fault} if fault else {}),
    }


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""


def _headers(headers: tuple[Header, ...]) -> list[Object]:
    return [{"name": header.name, "value": header.value} for header in headers]


def _values(headers: tuple[Header, ...], name: str) -> list[str]:
    return [header.value for header in headers if header.name.lower() == name]


def _pairs(values: list[str], separator: str) -> list[Mapping[str, str]]:
    pairs = [pair.strip().partition("=") for value in values for pair in value.split(separator) if "=" in pair]
    return [{"name": name, "value": value} for name, _, value in pairs]


def _query(url: str) -> list[Object]:
    try:
        query = urlsplit(url).query
    except ValueError:
        query = url.partition("?")[2]
    return [{"name": name, "value": value} for name, value in parse_qsl(query, keep_blank_values=True)]
