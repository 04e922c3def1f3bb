"""Small pages for people to walk, whatever they look with: both of the drivers have to judge them alike."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from services import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from asadvertised.target.client import Target
from asadvertised.target.contract import load_contract
from asadvertised.target.exchange import Evidence
from asadvertised.target.hearing import Hearers
from asadvertised.target.pages.doors import Doors, Thing
from asadvertised.target.pages.visitor import Visitor
from asadvertised.target.sending import Reach

METHODS = ["GET", "POST"]


@dataclass(frozen=True)
class Came:
    """A request as a site got it."""

    method: str
    path: str
    query: list[tuple[str, str]]
    body: bytes
    headers: Mapping[str, str]

    @property
    def form(self) -> list[tuple[str, str]]:
        """The fields of a form that came with it."""
        return parse_qsl(self.body.decode(), keep_blank_values=True)


Page = str | Response | Callable[[Came], Response]


@dataclass
class Place:
    """A site of a few pages, and what was asked of it."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    came: list[Came] = field(default_factory=list)

    def asked(self, path: str) -> Came:
        """Give the one request for a page."""
        [found] = [one for one in self.came if one.path == path]
        return found

    async def answer(self, request: Request) -> Response:
        """Answer as the page of this path says."""
        query = list(request.query_params.multi_items())
        came = Came(request.method, request.url.path, query, await request.body(), request.headers)
        self.came.append(came)
        page = self.pages.get(came.path, Response("not here", 404, media_type="text/html"))
        if isinstance(page, str):
            return Response(page, media_type="text/html")
        return page if isinstance(page, Response) else page(came)


@contextmanager
def a_place() -> Iterator[Place]:
    """Serve a site of pages that a test may change."""
    place = Place()
    with serving(Starlette(routes=[Route("/{path:path}", place.answer, methods=METHODS)])) as url:
        place.url = url
        yield place


@pytest.fixture(scope="module")
def site() -> Iterator[Place]:
    with a_place() as place:
        yield place


@pytest.fixture
def place(site: Place) -> Place:
    site.pages, site.came = {"/there": "<p>arrived"}, []
    return site


@pytest.fixture(scope="module")
def open_service(site: Place, article_folder: Path) -> Iterator[Target]:
    target = Target(site.url, load_contract(article_folder / "openapi.yaml"), Reach(timeout=4, retries=0))
    yield target
    target.close()


@pytest.fixture
def service(open_service: Target) -> Target:
    open_service.doors, open_service.hearers = Doors(), Hearers()
    return open_service


@pytest.fixture
def kept(service: Target) -> list[Evidence]:
    found: list[Evidence] = []
    service.hearers = Hearers(exchange=found.append)
    return found


ICON = '<svg width="24" height="24"><title>Go on</title><rect width="24" height="24"></rect></svg>'
PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
SEEN = {
    "text": "<a href=/there>Go on</a>",
    "other case": "<button>GO ON</button>",
    "spaces": "<button>  Go\n\t on </button>",
    "non-breaking space": "<button>Go&nbsp;on</button>",
    "trails off": "<button>Go on…</button>",
    "three dots and a star": "<button>Go on ... *</button>",
    "spans within a word": "<button><span>G<b>o</b></span> <span>o</span><span>n</span></button>",
    "blocks": "<button><div>Go</div><div>on</div></button>",
    "aria-label": "<button aria-label='Go on'>X</button>",
    "aria-labelledby": "<span id=a>Go</span><span id=b hidden>on</span><button aria-labelledby='a b'>X</button>",
    "label for": "<label for=x>Go on</label><input id=x>",
    "label around": "<label>Go on <input></label>",
    "label around a box": "<label><input type=checkbox> Go on</label>",
    "submit": "<form><input type=submit value='Go on'></form>",
    "TYPE in capitals": "<form><input type=SUBMIT value='Go on'></form>",
    "reset": "<form><input type=reset value='Go on'></form>",
    "picture to click": f"<form><input type=image alt='Go on' src='{PIXEL}' width=30 height=30></form>",
    "picture in a link": f"<a href=/there><img alt='Go on' src='{PIXEL}' width=30 height=30></a>",
    "svg with a title": f"<a href=/there>{ICON}</a>",
    "svg with a label": "<button><svg role=img aria-label='Go on' width=20 height=20></svg></button>",
    "title": "<button title='Go on'>&nbsp;</button>",
    "title of a part": "<button><i title='Go on' style='display:inline-block;width:9px;height:9px'></i></button>",
    "aria-hidden part": "<button>Go on<span aria-hidden=true> >></span></button>",
    "hidden part": "<button>Go on<span hidden> not</span></button>",
    "part without display": "<button>Go on<span style='display: none'> not</span></button>",
    "placeholder": "<input placeholder='Go on'>",
    "password": "<label>Go on <input type=password></label>",
    "email": "<label>Go on <input type=email></label>",
    "text area": "<label>Go on <textarea>what stands there</textarea></label>",
    "second, the first is hidden": "<button hidden>Go on</button><button>Go on</button>",
    "disabled": "<fieldset disabled><button>Go on</button></fieldset>",
    "menuitem": "<div role=menuitem tabindex=0>Go on</div>",
    "tab": "<div role=tab tabindex=0>Go on</div>",
    "switch": "<button role=switch aria-checked=false>Go on</button>",
    "checkbox": "<span role=checkbox aria-checked=false tabindex=0>Go on</span>",
    "summary": "<details><summary>Go <b>on</b></summary>more</details>",
    "in open details": "<details open><summary>more</summary><a href=/there>Go on</a></details>",
    "no body": "<title>t</title><a href=/there>Go on",
}
UNSEEN = {
    "none": "<p>Go on</p>",
    "no link": "<a>Go on</a>",
    "region": "<section aria-label='Go on'>text</section>",
    "part of a name": "<button>Go on and on</button>",
    "no name": "<button></button>",
    "hidden": "<button hidden>Go on</button>",
    "hidden ancestor": "<div hidden><button>Go on</button></div>",
    "no display": "<div style='display : none'><button>Go on</button></div>",
    "invisible": "<div style='visibility:hidden'><button>Go on</button></div>",
    "aria-hidden ancestor": "<div aria-hidden=true><button>Go on</button></div>",
    "inert ancestor": "<div inert><button>Go on</button></div>",
    "closed details": "<details><summary>more</summary><a href=/there>Go on</a></details>",
    "closed dialog": "<dialog><button>Go on</button></dialog>",
    "template": "<template><button>Go on</button></template>",
    "hidden field": "<label>Go on <input type=hidden name=x></label>",
}


def is_seen(visitor: Visitor, place: Place, html: str, words: str = "Go on") -> bool:
    """Tell whether somebody sees a thing on a page."""
    place.pages["/"] = f"<!doctype html>{html}"
    assert visitor.open(place.url)
    return visitor.sees(words)


NAMES = {
    "letters of patterns": ("<button>a.*(b) [c]+?|^$\\ {d}</button>", ("a.*(b) [c]+?|^$\\ {d}",), True),
    "no pattern": ("<button>abb</button>", ("a.*",), False),
    "name that trails off": ("<button>Go on</button>", ("Go on…",), True),
    "one of two": ("<button>Go on</button>", ("Away", "Go on"), True),
    "a name of nothing": ("<button aria-label=''></button>", ("", "…"), False),
    "quotes and slashes": ('<button>it\'s "a/b"</button>', ('it\'s "a/b"',), True),
    "dashes": ("<button>a-b & c</button>", ("a-b & c",), True),
}
SELECTORS = {
    "by selector": ("<div class=cog>&nbsp;x</div>", ".cog", True),
    "hidden to some": ("<div class=cog aria-hidden=true>x</div>", ".cog", True),
    "hidden to all": ("<div class=cog style='display:none'>x</div>", ".cog", False),
    "none": ("<div>x</div>", ".cog", False),
}


def names_a_thing(visitor: Visitor, place: Place, target: Target, html: str, thing: Thing) -> bool:
    """Tell whether somebody sees what a profile names so."""
    target.doors = Doors(thing={"it": thing})
    return is_seen(visitor, place, html, "it")


FORM = """<form id=f action=/there method=post>
<input type=hidden name=csrf value=c1><input name=q value=a><input name=off value=x disabled>
<input type=checkbox name=box checked><input type=checkbox name=none value=1>
<input type=radio name=r value=1 checked><input type=radio name=r value=2 aria-label=Two>
<select name=s><option>one<option selected value=2>two</select>
<select name=m multiple><option selected>x<option>y<option selected>z</select>
<textarea name=t>
 a
b</textarea>
<fieldset disabled><legend><input name=inlegend value=l></legend><input name=infieldset value=x></fieldset>
<button name=b value=1>First</button><input type=submit name=b value=Second><input name=b value=Second>
</form><input name=far value=away form=f><button form=f name=o value=3>Outside</button>
<button form=f formaction=/other formmethod=get name=o value=4>Elsewhere</button>"""
HAS = [("csrf", "c1"), ("q", "a"), ("box", "on"), ("r", "1"), ("s", "2"), ("m", "x"), ("m", "z"), ("t", " a\r\nb")]
HAS += [("inlegend", "l")]
SENT = {
    "First": [*HAS, ("b", "1"), ("b", "Second"), ("far", "away")],
    "Second": [*HAS, ("b", "Second"), ("b", "Second"), ("far", "away")],
    "Outside": [*HAS, ("b", "Second"), ("far", "away"), ("o", "3")],
}


def sends(visitor: Visitor, place: Place, html: str, button: str) -> Came:
    """Send a form, and give what came."""
    place.pages |= {"/dir/form": html, "/other": "<p>other"}
    assert visitor.open(f"{place.url}/dir/form?old=1")
    assert visitor.click(button)
    return place.came[-1]


PLACES = {
    "empty action": ("<form action='' ><input name=a value=1><button>Go", "/dir/form", [("a", "1")]),
    "no action": ("<form><input name=a value=1><button>Go", "/dir/form", [("a", "1")]),
    "a query of its own": ("<form action='/there?x=2'><input name=a value=1><button>Go", "/there", [("a", "1")]),
    "empty value": ("<form action=/there><input name=a><button>Go", "/there", [("a", "")]),
    "no field": ("<form action=/there><button>Go", "/there", []),
    "base": ("<base href=/far/off/><form action=x><button>Go</button></form>", "/far/off/x", []),
    "link by base": ("<base href=/far/off/><a href=../x>Go</a>", "/far/x", []),
    "link beside": ("<a href=x?a=1#part>Go</a>", "/dir/x", [("a", "1")]),
    "new tab": ("<a href=/there target=_blank>Go</a>", "/there", []),
    "form to a new tab": ("<form action=/there target=_blank><button>Go", "/there", []),
    "button in a link": ("<a href=/there><span role=button>Go</span></a>", "/there", []),
    "refresh": ("<a href=/refresh>Go</a>", "/there", []),
}
KINDS = {
    "404": (Response("<p>no", 404, media_type="text/html"), False),
    "403": (Response("<p>no", 403, media_type="text/html"), False),
    "json": (Response('{"a": 1}', media_type="application/json"), True),
    "pdf": (Response(b"%PDF-1.4", headers={"Content-Disposition": "attachment", "Content-Type": "x/pdf"}), False),
    "no type of ours": (Response(b"\0\1", media_type="application/octet-stream"), False),
    "204": (Response(status_code=204), False),
    "no body": (Response("", media_type="text/html"), True),
    "large": (Response("<p>words</p>" * 50_000, media_type="text/html"), True),
    "wrong charset": (Response(b"<p>\xff\xfe\xe4", media_type="text/html; charset=utf-8"), True),
    "unknown charset": (Response(b"<p>a", media_type="text/html; charset=nonesuch"), True),
}
REDIRECTS = {301: "GET", 302: "GET", 303: "GET", 307: "POST", 308: "POST"}


def redirect(status: int, to: str) -> Response:
    """Lead on to another address."""
    return Response(status_code=status, headers={"Location": to})


SECRET = "hunter2-of-seven"
TOKEN = "tok-0123456789abcdef"


def logs_in(visitor: Visitor, place: Place) -> None:
    """Log in at a page that then says what was typed, in an address and in a cookie too."""
    place.pages["/"] = (
        "<form action=/in method=post><label>Email <input name=email></label>"
        "<label>Password <input type=password name=pw></label><button>Log in</button></form>"
    )
    place.pages["/in"] = Response(
        status_code=303, headers={"Location": f"/me?token={TOKEN}", "Set-Cookie": f"session={TOKEN}; Path=/me"}
    )
    place.pages["/me"] = f"<p>You are ada@example.org <input value='{SECRET}'></p>"
    assert visitor.open(place.url)
    assert visitor.fill("Email", "ada@example.org")
    assert visitor.fill("Password", SECRET)
    assert visitor.click("Log in")


def tells_no_secret(kept: list[Evidence], target: Target) -> None:
    """Hold that evidence has pages in it, and nothing that was typed, once what was learnt is masked as in a record."""
    assert [one["request"]["url"].rpartition("/")[2].partition("?")[0] for one in kept] == ["", "in", "me"]
    for secret in (SECRET, TOKEN, "ada@example.org", "ada%40example.org"):
        assert secret not in target.mask.known(str(kept))
