"""Profiles: errors that name file, line and key; what is found in answers; templates; calls; credentials."""

import sys
from pathlib import Path
from typing import Any

import pytest
from scripted import Asked, Replies, Reply, leading_to, open_agent, page, scripted, write_profile

from asadvertised.outcome import Cause, CouldNotTell, NotOffered
from asadvertised.suite.masking import mask_again
from asadvertised.target.exchange import Evidence
from asadvertised.target.faults import NotAsProfiled, NotSignedIn, UnexpectedAnswer
from asadvertised.target.hearing import Hearers
from asadvertised.target.masking import MASK
from asadvertised.target.opening import look_at
from asadvertised.target.profile.reading import ProfileError, read_profile

LOOK = '[operations.look]\npath = "/x"\n'
SECRET = "s3cret-0123456789"
U_AND_SECRET = "dTpzM2NyZXQtMDEyMzQ1Njc4OQ=="


@pytest.mark.parametrize(
    ("text", "line", "key", "says"),
    [
        ("[service]\nurl = 'http://x'\nzzz = 1", 3, "service.zzz", "is not a key"),
        ("[service]\nurl = 'http://x'\nurll = 1", 3, "service.urll", "did you mean 'url'?"),
        ("[csrf]\ncss = 'a'\nfeild = 'b'", 4, "csrf.feild", "did you mean 'field'?"),
        (LOOK + "acept = [200]", 4, "operations.look.acept", "did you mean 'accept'?"),
        ("[service]\nname = 'x'", 1, "service.url", "is missing"),
        ("[service]\nurl = 'http://x'\nretries = 'two'", 3, "service.retries", "integer"),
        ("[service]\nurl = 'http://x'\ntimeout = '5 weeks'", 3, "service.timeout", "250ms"),
        ("[service]\nurl = 'http://x'\nsettle = '2000m'", 3, "service.settle", "at most"),
        ("[service]\nurl = 'ftp://x'", 2, "service.url", "not an http"),
        ("[service]\nurl = 'http://x'\nwithout = ['makin']", 3, "service.without", "did you mean 'making'?"),
        ("[service]\nurl = 'http://x'\nca_bundle = 'none.pem'", 3, "service.ca_bundle", "no file none.pem"),
        ("[service]\nurl = 'http://x'\nadapter = 'nobody'", 3, "service.adapter", "no adapter"),
        ("[service]\nurl = '${NOT_SET_ANYWHERE}'", 2, "service.url", "set NOT_SET_ANYWHERE"),
        ('[operations.lok]\npath = "/x"', 2, "operations.lok", "did you mean 'look'?"),
        ("[operations.look]\nmethod = 'GET'", 2, "operations.look", "either `path`, or `calls`"),
        (LOOK + "[[operations.look.calls]]\npath = '/y'", 2, "operations.look", "either `path`, or `calls`"),
        ("[[operations.look.calls]]\nmethod = 'GET'", 2, "operations.look", "each call needs"),
        (LOOK + "json = {}\nform = {}", 2, "operations.look", "one body"),
        (LOOK + "query = { a = '{{ nme }}' }", 4, "operations.look.query.a", "nothing is called 'nme'"),
        (LOOK + "query = { a = '{{ thing' }", 4, "operations.look.query.a", "not a template"),
        (LOOK + "query = { a = '{{ thing | shout }}' }", 4, "operations.look.query.a", "No filter named 'shout'"),
        (LOOK + "query = { a = '{{ thing | to(\"ours\") }}' }", 4, "operations.look.query.a", "no table values.ours"),
        (LOOK + "answer = { a = { at = '/a', values = 'ours' } }", 4, "operations.look.answer.a.values", "values.ours"),
        (LOOK + "answer = { a = { at = '/a', keys = 'ours' } }", 4, "operations.look.answer.a.keys", "values.ours"),
        (LOOK + "answer = 'shared'", 4, "operations.look.answer", "no answers.shared"),
        (LOOK + "answer = { a = { att = '/a' } }", 4, "operations.look.answer.a.att", "is not a key"),
        (LOOK + "answer = { a = { at = '/a', css = 'b' } }", 4, "operations.look.answer.a", "says twice"),
        (LOOK + "answer = { a = { at = 'a[' } }", 4, "operations.look.answer.a.at", "neither a JMESPath nor"),
        (LOOK + "answer = { a = 'a[' }", 4, "operations.look.answer.a", "neither a JMESPath nor"),
        (LOOK + "answer = { a = { css = 'p[' } }", 4, "operations.look.answer.a.css", "not a CSS selector"),
        (LOOK + "answer = { a = { at = '/a', pattern = '(' } }", 4, "operations.look.answer.a.pattern", "regular"),
        (LOOK + "answer = { a = { at = '/a', item = 'b' } }", 4, "operations.look.answer.a", "goes with `each`"),
        (LOOK + "answer = { a = { at = '/a', key = 'b' } }", 4, "operations.look.answer.a", "goes with `each`"),
        (LOOK + "answer = { a = '/a' }\ndocument = '/b'", 2, "operations.look", "the same thing twice"),
        (LOOK + "until = { find = '/a', within = 'soon' }", 4, "operations.look.until.within", "250ms"),
        (LOOK + "accept = [20]", 4, "operations.look.accept.0", "greater than"),
        ("[auth]\nkind = 'header'\ntoken = 'abc'", 4, "auth.token", "a secret stands in the file"),
        ("[auth]\nkind = 'cookies'\npage = '/'\nform.password = 'abc'", 5, "auth.form.password", "a secret stands"),
        ("[auth]\nkind = 'header'", 2, "auth", "either `token`"),
        ("[auth]\nkind = 'magic'", 2, "auth", "magic"),
        ("[auth]\nkind = 'none'\non = ['lok']", 4, "auth.on", "did you mean 'look'?"),
        ("[csrf]\ncss = 'a'\ncookie = 'b'\nfield = 'c'", 2, "csrf", "one of `css` and `cookie`"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path: Path, text: str, line: int, key: str, says: str) -> None:
    with pytest.raises(ProfileError) as error:
        open_agent(tmp_path, text)
    assert says in str(error.value)
    assert (error.value.where, error.value.key) == (f"{tmp_path / 'service.toml'}:{line}", key)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "says"), [(b"[service", "is not TOML"), (b"\xff\xfe", "is not UTF-8"), (None, "cannot be read")]
)
def test_what_is_no_profile(tmp_path: Path, content: bytes | None, says: str) -> None:
    file = tmp_path / "broken.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ProfileError, match=says) as error:
        read_profile(file)
    assert str(file) in str(error.value)


def test_what_the_environment_says_of_the_service_is_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITS_URL", "http://things.example")
    monkeypatch.setenv("ITS_TOKEN", SECRET)
    text = "[service]\nurl = '${ITS_URL}'\n[auth]\nkind = 'header'\ntoken = '${ITS_TOKEN}'"
    assert read_profile(write_profile(tmp_path, text)).secrets == (SECRET,)


JSON = {
    "data": {"ref": "t-1", "when": "31/12/2000", "bits": [1, 0], "none": None, "size": "12 cm"},
    "things": [{"n": "a", "on": "yes"}, {"n": "b", "on": "no"}],
    "switches": {"first": "yes", "second": "no"},
}
HTML = """<main data-ref="t-1"><p class="x">Some  <b>words</b></p><ul><li id="a">1</li><li id="b">2</li></ul>
<input type="radio" name="c" value="on" checked><input type="radio" name="c" value="off"></main>"""
TABLES = '[values.word]\ntrue = "yes"\nfalse = "no"\n[values.name]\none = "first"\ntwo = "second"\n'


@pytest.mark.parametrize(
    ("finding", "value"),
    [
        ("'/data/ref'", "t-1"),
        ("'data.ref'", "t-1"),
        ('"things[?on==\'yes\'].n | [0]"', "a"),
        ("{ at = '/data/none' }", None),
        ("{ at = '/data/none', default = 'd' }", "d"),
        ("{ at = '/data/nothing', default = [] }", []),
        ("{ at = '/data/nothing', present = true }", False),
        ("{ at = '/data/none', present = true }", False),
        ("{ at = '/data/ref', present = true }", True),
        ("{ is = 3 }", 3),
        ("{ template = 'it is {{ found.data.ref }}, {{ thing }}' }", "it is t-1, t/1"),
        ("{ template = '{{ found.things | length }}' }", 2),
        ("{ header = 'X-Seen' }", "in a header"),
        ("{ cookie = 'crumb' }", "in-a-cookie"),
        ("{ at = '/data/when', date = '%d/%m/%Y' }", "2000-12-31"),
        ("{ at = '/data/size', pattern = '[0-9]+', type = 'integer' }", 12),
        ("{ at = '/data/size', pattern = '[0-9]+ (.+)' }", "cm"),
        ("{ at = '/data/bits', type = 'boolean' }", [True, False]),
        ("{ at = '/data/bits/0', type = 'string' }", "1"),
        ("{ at = '/data/bits/0', type = 'number' }", 1.0),
        ("{ at = '/switches', keys = 'name', values = 'word', type = 'boolean' }", {"one": True, "two": False}),
        ("{ at = 'keys(switches)', values = 'name' }", ["one", "two"]),
        ("{ each = '/things', item = 'n' }", ["a", "b"]),
        ("{ each = 'things[].n' }", ["a", "b"]),
        ("{ each = '/nothing', default = [] }", []),
        ("{ each = '/things', fields = { n = '/n', on = { at = '/on', values = 'word' } } }",
         [{"n": "a", "on": "true"}, {"n": "b", "on": "false"}]),
        ("{ each = '/things', key = 'n', item = 'on' }", {"a": "yes", "b": "no"}),
        ("{ at = '/data', fields = { r = '/ref', d = { is = 1 } } }", {"r": "t-1", "d": 1}),
    ],
)  # fmt: skip
def test_what_is_found_in_json(tmp_path: Path, finding: str, value: Any) -> None:
    headers = {"X-Seen": "in a header", "Set-Cookie": "crumb=in-a-cookie"}
    assert found(tmp_path, finding, Reply(JSON, headers=headers)) == value


@pytest.mark.parametrize(
    ("finding", "value"),
    [
        ("'p.x'", "Some words"),
        ("{ css = 'main', attribute = 'data-ref' }", "t-1"),
        ("{ css = 'p', attribute = 'class' }", "x"),
        ("{ css = 'input:checked', attribute = 'value', type = 'boolean' }", True),
        ("{ css = '.y', present = true }", False),
        ("{ css = '.x', present = true }", True),
        ("{ css = '.y', default = '' }", ""),
        ("{ each = 'li' }", ["1", "2"]),
        ("{ each = 'li', item = { css = '', type = 'integer' } }", [1, 2]),
        ("{ each = 'li', key = { css = '', attribute = 'id' } }", {"a": "1", "b": "2"}),
        ("{ each = 'ul', fields = { first = 'li' } }", [{"first": "1"}]),
        ("{ css = 'ul', fields = { last = 'li:last-child' } }", {"last": "2"}),
    ],
)
def test_what_is_found_in_a_page(tmp_path: Path, finding: str, value: Any) -> None:
    assert found(tmp_path, finding, page(HTML)) == value


def found(folder: Path, finding: str, reply: Reply) -> Any:
    with scripted(lambda _: reply) as (url, _):
        agent = open_agent(folder, LOOK + f"[operations.look.answer]\nf = {finding}\n" + TABLES, url)
        return agent.call("look", thing="t/1")["f"]


@pytest.mark.parametrize(
    ("finding", "says"),
    [
        ("'/data/nothing'", "nothing stands there"),
        ("'data.nothing'", "nothing stands there"),
        ("'length(data.none)'", "nothing stands there"),
        ("'p.x:first-child'", "is not a JMESPath"),
        ("{ at = '/data/ref', type = 'integer' }", "something else"),
        ("{ at = '/data/none', type = 'integer' }", "something else"),
        ("{ at = '/data/ref', type = 'boolean' }", "neither true nor false"),
        ("{ at = '/data/ref', date = '%Y' }", "something else"),
        ("{ at = '/data/ref', pattern = 'zzz' }", "is not in it"),
        ("{ header = 'X-None' }", "nothing stands there"),
    ],
)
def test_what_is_not_found_names_the_line_to_mend(tmp_path: Path, finding: str, says: str) -> None:
    with pytest.raises(NotAsProfiled, match=says) as fault:
        found(tmp_path, finding, Reply(JSON))
    assert fault.value.where == f"{tmp_path / 'service.toml'}:5"
    assert fault.value.key == "operations.look.answer.f"
    assert fault.value.cause is Cause.CONFIGURATION


@pytest.mark.parametrize("reply", [page("<p>"), Reply("[", content_type="text/plain")])
def test_what_cannot_be_read_as_it_should(tmp_path: Path, reply: Reply) -> None:
    with scripted(lambda _: reply) as (url, _), pytest.raises(UnexpectedAnswer, match="expected JSON"):
        open_agent(tmp_path, LOOK + "reads = 'json'\nanswer.f = '/f'", url).call("look", thing="t")
    with scripted(lambda _: reply) as (url, _), pytest.raises(UnexpectedAnswer, match="expected JSON"):
        open_agent(tmp_path, LOOK + "reads = 'json'\npages.next = '/f'", url).call("look", thing="t")


def test_a_path_keeps_each_value_in_its_place(tmp_path: Path) -> None:
    seen = sent(tmp_path, '[operations.look]\npath = "/a/{{ thing }}/b"\nquery.q = "{{ thing }}"', thing="x/../?#é")
    assert seen.path == "/a/x%2F..%2F%3F%23%C3%A9/b"
    assert seen.query == {"q": "x/../?#é"}


def test_what_comes_to_nothing_is_left_out_and_types_are_kept(tmp_path: Path) -> None:
    text = """[operations.make]
    method = "PUT"
    path = "/x"
    headers.X-Name = "{{ name }}"
    [operations.make.json]
    name = "{{ name }}"
    born = "{{ born | date('%d.%m.%Y') }}"
    on = "{{ on }}"
    tags = "{{ tags }}"
    theirs = "{{ choices | keys_to('name') | values_to('word') }}"
    text = "on: {{ on | to('word') }}"
    fixed = [1, "{{ name }}", { deep = true }]
    """
    body = {"name": "n", "on": True, "tags": ["a"], "choices": {"one": False, "three": True}}
    seen = sent(tmp_path, text + TABLES, "make", body)
    assert seen.method == "PUT"
    assert seen.headers["X-Name"] == "n"
    assert seen.json == {
        "name": "n", "on": True, "tags": ["a"], "theirs": {"first": "no", "three": "yes"}, "text": "on: yes",
        "fixed": [1, "n", {"deep": True}],
    }  # fmt: skip
    assert sent(tmp_path, text + TABLES, "make", {**body, "born": "2000-02-29"}).json["born"] == "29.02.2000"


def test_a_form_may_have_fields_that_are_not_known_beforehand(tmp_path: Path) -> None:
    text = '[operations.make]\nmethod = "POST"\npath = "/x"\nform = "{{ choices | keys_to(\'name\') }}"\n' + TABLES
    assert sent(tmp_path, text, "make", {"choices": {"one": True, "two": False}}).form == {
        "first": "true",
        "second": "false",
    }


def test_what_a_browser_always_says_can_be_said_otherwise(tmp_path: Path) -> None:
    with scripted(lambda _: Reply({})) as (url, seen):
        agent = open_agent(tmp_path, LOOK + 'query.untracked = "{{ DNT }}"', url)
        agent.call("look", thing="t")
        agent.headers["DNT"] = "1"
        agent.call("look", thing="t")
    assert [one.query for one in seen] == [{}, {"untracked": "1"}]


def test_a_template_that_cannot_be_filled_in_names_the_operation(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be filled in") as error:
        sent(tmp_path, LOOK + "query.d = \"{{ thing | date('%d') }}\"", thing="no date")
    assert error.value.key == "operations.look"


def sent(folder: Path, text: str, name: str = "look", body: Any = None, **parameters: str) -> Asked:
    with scripted(lambda _: Reply({})) as (url, seen):
        open_agent(folder, text, url).call(name, body, **parameters)
    [only] = seen
    return only


def asked(folder: Path, text: str, replies: Replies, name: str = "look") -> tuple[Any, list[Asked]]:
    with scripted(replies) as (url, seen):
        document = open_agent(folder, text, url).call(name, None, **({"thing": "t"} if name == "look" else {}))
    return document, seen


def test_pages_go_on_by_a_cursor(tmp_path: Path) -> None:
    def replies(request: Asked) -> Reply:
        number = int(request.query.get("after", 0))
        return Reply({"items": [number], "next": number + 1 if number < 3 else None})

    text = LOOK + "query.size = '1'\npages = { next = '/next', query = 'after' }\nanswer.n = { each = '/items' }"
    document, seen = asked(tmp_path, text, replies)
    assert document == {"n": [0, 1, 2, 3]}
    assert all(one.query["size"] == "1" for one in seen)


@pytest.mark.parametrize("following", ["/x?page={}", "?page={}", "URL/x?page={}"])
def test_pages_go_on_by_an_address_as_it_is(tmp_path: Path, following: str) -> None:
    def replies(request: Asked) -> Reply:
        number = int(request.query.get("page", "0").strip("{}%"))
        links = {"next": following.replace("URL", base[0]).format(f"{{%25{number + 1}%25}}")} if number < 2 else {}
        return Reply({"items": [number], "links": links})

    base: list[str] = []
    text = LOOK + "headers.X-Thing = '{{ thing }}'\npages = { next = '/links/next' }\nanswer.n = { each = '/items' }"
    with scripted(replies) as (url, seen):
        base.append(url)
        assert open_agent(tmp_path, text, url).call("look", thing="t") == {"n": [0, 1, 2]}
    assert [one.headers["X-Thing"] for one in seen] == ["t"] * 3


def test_pages_are_bounded_and_stay_on_the_service(tmp_path: Path) -> None:
    text = LOOK + "pages = { next = '/next', query = 'after', most = 4 }\nanswer.n = { each = '/items' }"
    with pytest.raises(NotAsProfiled, match="more than 4 pages"):
        asked(tmp_path, text, lambda _: Reply({"items": [], "next": 1}))
    four = asked(tmp_path, text, lambda r: Reply({"items": [1], "next": int(r.query.get("after", 0)) + 1}
                                                 if r.query.get("after") != "3" else {"items": [1]}))  # fmt: skip
    assert four[0] == {"n": [1, 1, 1, 1]}
    with pytest.raises(NotAsProfiled, match="another site"):
        asked(tmp_path, LOOK + "pages.next = '/next'", lambda _: Reply({"next": "http://elsewhere.invalid/"}))


def test_waiting_is_bounded(tmp_path: Path) -> None:
    states = iter(["new", "new", "done"])
    text = LOOK + "until = { find = '/state', equals = 'done', within = '5s', every = '1ms' }"
    document, seen = asked(tmp_path, text, lambda _: Reply({"state": next(states)}))
    assert (document, len(seen)) == ({"state": "done"}, 3)
    with pytest.raises(CouldNotTell, match="did not become 'done' within") as fault:
        asked(tmp_path, text.replace("5s", "50ms"), lambda _: Reply({"state": "new"}))
    assert fault.value.cause is Cause.TARGET


def test_another_status_may_mean_something(tmp_path: Path) -> None:
    text = LOOK + "instead = { 404 = { is = { things = [] } } }"
    assert asked(tmp_path, text, lambda _: Reply({}, 404))[0] == {"things": []}
    with pytest.raises(CouldNotTell):
        asked(tmp_path, text, lambda _: Reply({}, 410))
    with pytest.raises(UnexpectedAnswer):
        asked(tmp_path, LOOK + "accept = [201]", lambda _: Reply({}))


CALLS = """
[[operations.look.calls]]
when = "{{ not known }}"
method = "POST"
path = "/hello"
keep = { known = { is = true } }

[[operations.look.calls]]
method = "POST"
path = "/baskets"
take = { basket = "/href" }

[[operations.look.calls]]
path = "{{ basket }}"
"""


def test_calls_follow_each_other_and_what_is_kept_is_known_later(tmp_path: Path) -> None:
    with scripted(lambda r: Reply({"href": "/baskets/1?x=a/b"} if r.path == "/baskets" else {"ok": True})) as (
        url,
        seen,
    ):
        agent = open_agent(tmp_path, CALLS, url)
        assert agent.call("look", thing="t") == {"ok": True}
        agent.call("look", thing="t")
        agent.target.agent("somebody else").call("look", thing="t")
    first = ["/hello", "/baskets", "/baskets/1"]
    assert [one.path for one in seen] == [*first, *first[1:], *first]
    assert seen[2].query == {"x": "a/b"}
    with pytest.raises(NotAsProfiled, match="another site"):
        asked(tmp_path, CALLS, lambda _: Reply({"href": "//elsewhere.invalid/"}))


def test_redirects_are_followed_where_that_is_wanted_and_never_in_a_circle(tmp_path: Path) -> None:
    def replies(request: Asked) -> Reply:
        return leading_to("/y") if request.path == "/x" else Reply({"at": request.path})

    assert asked(tmp_path, LOOK + "follow = true", replies)[0] == {"at": "/y"}
    with pytest.raises(UnexpectedAnswer, match="leads to /y"):
        asked(tmp_path, LOOK, replies)
    with pytest.raises(UnexpectedAnswer, match="more than 10 redirects"):
        asked(tmp_path, LOOK + "follow = true", lambda _: leading_to("/x"))
    with pytest.raises(UnexpectedAnswer, match="elsewhere"):
        asked(tmp_path, LOOK + "follow = true", lambda _: leading_to("http://elsewhere.invalid/"))


FORM = '[operations.make]\nmethod = "POST"\npath = "/x"\nform = { a = "1" }\n'


@pytest.mark.parametrize(
    ("way", "page_of_it"),
    [
        ("css = 'input[name=csrf]'\nfield = 'csrf'", "/x"),
        ("css = 'meta[name=csrf]'\nattribute = 'content'\nheader = 'X-Csrf'\npage = '/start'", "/start"),
        ("cookie = 'csrf'\nheader = 'X-Csrf'\npage = '/start'", "/start"),
        ("cookie = 'csrf'\nfield = 'csrf'", "/x"),
    ],
)
def test_a_form_brings_back_the_token_that_it_was_given(tmp_path: Path, way: str, page_of_it: str) -> None:
    html = '<meta name="csrf" content="tok-1"><form><input name="csrf" value="tok-1"></form>'

    def replies(request: Asked) -> Reply:
        return page(html, headers={"Set-Cookie": "csrf=tok-1"}) if request.method == "GET" else Reply({})

    _, seen = asked(tmp_path, f"{FORM}[csrf]\n{way}", replies, "make")
    assert [(one.method, one.path) for one in seen] == [("GET", page_of_it), ("POST", "/x")]
    assert seen[1].form.get("csrf", seen[1].headers.get("X-Csrf")) == "tok-1"
    assert seen[1].form["a"] == "1"


def test_an_operation_may_name_its_forms_page_or_need_no_token(tmp_path: Path) -> None:
    csrf = "[csrf]\ncss = 'input'\nfield = 'csrf'"
    token = page("<input value='t'>")
    _, seen = asked(
        tmp_path, f"{FORM}csrf = '/other'\n{csrf}", lambda r: token if r.method == "GET" else Reply({}), "make"
    )
    assert [one.path for one in seen] == ["/other", "/x"]
    assert len(asked(tmp_path, f"{FORM}csrf = false\n{csrf}", lambda _: Reply({}), "make")[1]) == 1
    with pytest.raises(NotAsProfiled, match="the token is not on"):
        asked(tmp_path, FORM + csrf, lambda _: page("<p>"), "make")


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ITS_SECRET", SECRET)


@pytest.mark.parametrize(
    ("auth", "header"),
    [
        ("kind = 'header'\nname = 'X-Key'\ntoken = '${ITS_SECRET}'", ("X-Key", SECRET)),
        ("kind = 'header'\nprefix = 'Bearer '\ntoken = '${ITS_SECRET}'", ("Authorization", f"Bearer {SECRET}")),
        ("kind = 'basic'\nuser = 'u'\npassword = '${ITS_SECRET}'", ("Authorization", f"Basic {U_AND_SECRET}")),
        (f"kind = 'header'\ntoken_command = ['{sys.executable}', '-c', 'print(1234)']", ("Authorization", "1234")),
    ],
)  # fmt: skip
def test_the_harness_is_let_in_where_nobody_signed_in(tmp_path: Path, auth: str, header: tuple[str, str]) -> None:
    with scripted(lambda _: Reply({})) as (url, seen):
        agent = open_agent(tmp_path, f"[auth]\n{auth}", url)
        agent.call("look", thing="t")
        agent.token = "a-persons-token"
        agent.call("mine")
    assert seen[0].headers[header[0]] == header[1]
    assert seen[1].headers["Authorization"] == "Bearer a-persons-token"
    assert seen[1].headers.get("X-Key") is None


def test_the_harness_is_let_in_where_the_profile_says_so_and_people_are_known_otherwise(tmp_path: Path) -> None:
    text = "[auth]\nkind = 'header'\nname = 'X-Key'\ntoken = '${ITS_SECRET}'\non = ['make']\n"
    with scripted(lambda _: Reply({})) as (url, seen):
        agent = open_agent(tmp_path, text + "[person]\nheaders = { X-Session = 's-{{ token }}' }", url)
        agent.token = "a-persons-token"
        agent.call("look", thing="t")
        agent.call("make", {})
        agent.call("mine")
    assert [one.headers.get("X-Key") for one in seen] == [None, SECRET, None]
    assert [one.headers.get("X-Session") for one in seen] == [None, None, "s-a-persons-token"]


@pytest.mark.parametrize("code", ["import sys; sys.exit(3)", "pass"])
def test_a_token_command_that_brings_none(tmp_path: Path, code: str) -> None:
    text = f"[auth]\nkind = 'header'\ntoken_command = ['{sys.executable}', '-c', '{code}']"
    with pytest.raises(NotSignedIn, match="printed no token") as fault:
        open_agent(tmp_path, text).call("look", thing="t")
    assert fault.value.cause is Cause.AUTHENTICATION
    assert fault.value.where.endswith("service.toml:4")


def test_a_token_command_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotSignedIn, match="did not run"):
        open_agent(tmp_path, "[auth]\nkind = 'header'\ntoken_command = '/no/such command'").call("look", thing="t")


OAUTH = """[auth]
kind = "oauth2"
token_url = "/oauth/token"
client_id = "harness"
scope = "tests"
"""


class Issuer:
    """A token endpoint, and a service that knows the token which was issued last."""

    def __init__(self, expires_in: int | None = None) -> None:
        self.expires_in = expires_in
        self.forms: list[dict[str, str]] = []
        self.revoked = False

    def __call__(self, request: Asked) -> Reply:
        """Issue a token, or look at one."""
        if request.path == "/oauth/token":
            self.forms.append(request.form)
            self.revoked = False
            answer: dict[str, Any] = {"access_token": f"tok-{len(self.forms):08}", "token_type": "Bearer"}
            return Reply({**answer, **({"expires_in": self.expires_in} if self.expires_in else {})})
        right = request.headers.get("Authorization") == f"Bearer tok-{len(self.forms):08}" and not self.revoked
        return Reply({}) if right else Reply({"title": "who are you?"}, 401)


@pytest.mark.parametrize(
    ("way", "form"),
    [
        ('client_secret = "${ITS_SECRET}"', {"grant_type": "client_credentials", "scope": "tests"}),
        (
            'refresh_token = "${ITS_SECRET}"',
            {"grant_type": "refresh_token", "scope": "tests", "refresh_token": SECRET, "client_id": "harness"},
        ),
    ],
)
def test_oauth2_gets_one_token_and_another_once_it_is_refused(tmp_path: Path, way: str, form: dict[str, str]) -> None:
    issuer = Issuer()
    with scripted(issuer) as (url, _):
        agent = open_agent(tmp_path, OAUTH + way, url)
        agent.call("look", thing="t")
        agent.call("look", thing="t")
        assert [{key: one.get(key) for key in form} for one in issuer.forms] in ([form], [{**form, "client_id": None}])
        issuer.revoked = True
        agent.call("look", thing="t")
    assert len(issuer.forms) == 2


def test_oauth2_gets_another_token_before_it_expires(tmp_path: Path) -> None:
    issuer = Issuer(expires_in=5)
    with scripted(issuer) as (url, _):
        agent = open_agent(tmp_path, OAUTH + 'client_secret = "${ITS_SECRET}"', url)
        agent.call("look", thing="t")
        agent.call("look", thing="t")
    assert len(issuer.forms) == 2


@pytest.mark.parametrize("reply", [Reply({"error": "invalid_client"}, 401), page("<p>no"), Reply({})])
def test_oauth2_without_a_token(tmp_path: Path, reply: Reply) -> None:
    with scripted(lambda _: reply) as (url, _), pytest.raises(NotSignedIn, match=r"no token|answered 401") as fault:
        open_agent(tmp_path, OAUTH + 'client_secret = "${ITS_SECRET}"', url).call("look", thing="t")
    assert fault.value.where.endswith("service.toml:4")


COOKIES = """[auth]
kind = "cookies"
page = "/sign-in"
form = { user = "harness", password = "${ITS_SECRET}" }
"""


def test_the_harness_signs_in_by_a_form_once_and_again_when_it_was_signed_out(tmp_path: Path) -> None:
    known = {"1"}

    def replies(request: Asked) -> Reply:
        if request.method == "POST" and request.path == "/sign-in":
            right = request.form == {"user": "harness", "password": SECRET, "csrf": "t"}
            return leading_to("/", **{"Set-Cookie": f"session={max(known)}"}) if right else page("wrong", status=403)
        if request.path in ("/sign-in", "/"):
            return page("<input name='csrf' value='t'>")
        cookie = request.headers.get("Cookie", "").removeprefix("session=")
        return Reply({"session": cookie}) if cookie in known else Reply({}, 401)

    with scripted(replies) as (url, seen):
        agent = open_agent(tmp_path, COOKIES + "[csrf]\ncss = 'input'\nfield = 'csrf'", url)
        assert agent.call("look", thing="t") == {"session": "1"}
        assert agent.call("look", thing="t") == {"session": "1"}
        assert len([one for one in seen if one.method == "POST"]) == 1
        known.clear()
        known.add("2")
        assert agent.call("look", thing="t") == {"session": "2"}


def test_a_sign_in_form_that_lets_nobody_in(tmp_path: Path) -> None:
    with scripted(lambda _: page("no", status=403)) as (url, _), pytest.raises(NotSignedIn, match="answered 403"):
        open_agent(tmp_path, COOKIES, url).call("look", thing="t")


def test_a_sign_in_form_that_comes_back_let_nobody_in(tmp_path: Path) -> None:
    form = page("<form method=post><input name=user><input name=password type=password></form>")
    with scripted(lambda _: form) as (url, _), pytest.raises(NotSignedIn, match="same form again") as fault:
        open_agent(tmp_path, COOKIES, url).call("look", thing="t")
    assert fault.value.where.endswith("service.toml:5")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[auth]\nkind = 'header'\nname = 'X Key'\ntoken = '${ITS_SECRET}'", "auth.name"),
        ("[person.headers]\n'X:Who' = '{{ token }}'", "person.headers.X:Who"),
        ("[csrf]\ncss = 'input'\nheader = 'X\\nToken'", "csrf.header"),
        (COOKIES.replace("/sign-in", "/{{ door }}"), "auth.page"),
        (COOKIES.replace("harness", "{{ user }}"), "auth.form.user"),
        (COOKIES + "[csrf]\ncss = 'input'\nfield = 'f'\npage = '/{{ who }}'", "csrf.page"),
    ],
)
def test_what_lets_the_harness_in_is_held_to_account_before_anything_is_asked(
    tmp_path: Path, text: str, key: str
) -> None:
    with scripted(lambda _: page("")) as (url, seen), pytest.raises(ProfileError) as fault:
        open_agent(tmp_path, text, url)
    assert fault.value.key == key
    assert not seen


def test_what_a_profile_says_itself_is_listed_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "service.toml"
    file.write_text(
        """[service]
url = "http://127.0.0.1:9"
[answers.ad]
topic = "/t"
reasons = { is = [] }
[operations.look]
path = "/look"
[operations.look.answer]
items = { each = "/ads", fields = { kind = { at = "/k", default = "ad" }, topic = "/t" } }
[operations.look.instead]
404 = { is = { items = [] } }
"""
    )
    assert look_at(str(file)).presumed == (
        "service.toml:5: answers.ad.reasons is always []",
        'service.toml:9: operations.look.answer.items.kind is "ad" where nothing is found',
        'service.toml:11: operations.look.instead.404 is always {"items": []}',
    )


def test_what_is_not_offered_is_not_asked(tmp_path: Path) -> None:
    text = "[service]\nurl = 'http://127.0.0.1:9'\nwithout = ['making']"
    with pytest.raises(NotOffered, match="things that are made"):
        open_agent(tmp_path, text).call("make", {})


def test_secrets_under_names_of_its_own_are_masked_where_they_were_first_seen(tmp_path: Path) -> None:
    def replies(request: Asked) -> Reply:
        return page("<input value='forged-not-1234'>") if request.method == "GET" else Reply({"ticket": SECRET})

    kept: list[Evidence] = []
    text = FORM + "answer.token = '/ticket'\n[csrf]\ncss = 'input'\nfield = 'seal'"
    with scripted(replies) as (url, _):
        agent = open_agent(tmp_path, text, url, Hearers(kept.append))
        assert agent.call("make", {}) == {"token": SECRET}
    assert len(kept) == 2
    run = {"steps": [{"exchanges": kept}]}
    mask_again([run], agent.target.mask)
    assert SECRET not in str(run)
    assert "forged-not-1234" not in str(run)
    assert MASK in run["steps"][0]["exchanges"][1]["response"]["body"]


def test_a_list_that_is_not_there_is_not_an_empty_one(tmp_path: Path) -> None:
    text = "[operations.look]\npath = '/x'\nanswer.f = { each = '/thinks' }"
    with scripted(lambda _: Reply({"things": [1]})) as (url, _), pytest.raises(NotAsProfiled, match="no list") as seen:
        open_agent(tmp_path, text, url).call("look", thing="t")
    assert seen.value.cause is Cause.CONFIGURATION


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[values.country]\nDE = 'DE'\nHR = 'DE'", "values.country.HR: 'DE' and 'HR' are the same there"),
        ("[person]\nheaders = { X = '{{ tokn }}' }", "person.headers.X: nothing is called 'tokn' here"),
    ],
)
def test_what_would_hide_a_breach_is_refused_at_once(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(ProfileError, match=what):
        open_agent(tmp_path, text, "http://127.0.0.1:9")


def test_a_next_page_that_cannot_be_read_is_not_the_last(tmp_path: Path) -> None:
    text = LOOK + "pages.next = { at = '/next', type = 'integer' }\nanswer.n = { each = '/items' }"
    with pytest.raises(NotAsProfiled, match="something else"):
        asked(tmp_path, text, lambda _: Reply({"items": [1], "next": "soon"}))


@pytest.mark.parametrize("status", ["abc", "4004", "401", "503"])
def test_what_means_nothing_else_cannot_be_said_to(tmp_path: Path, status: str) -> None:
    with pytest.raises(ProfileError, match=r"operations\.look\.instead"):
        open_agent(tmp_path, LOOK + f"instead.{status} = {{ is = [] }}", "http://127.0.0.1:9")


@pytest.mark.parametrize("body", ["json = { d = 1979-05-27 }", 'headers = { X = "a\\nb" }'])
def test_what_no_request_can_be_made_of_is_the_profiles(tmp_path: Path, body: str) -> None:
    with scripted(lambda _: Reply({})) as (url, _), pytest.raises(ProfileError, match="no request can be made"):
        open_agent(tmp_path, LOOK + f"method = 'POST'\n{body}", url).call("look", thing="t")
