"""The pages of `forms.py`: those for people in German, those for partners and administrators in English."""

from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

CHOICES = {
    "personalization": "Personalisierung",
    "pinterest-activity": "Aktivität auf Pinterest",
    "site-visits": "Besuche auf Websites mit dem Merken-Button",
    "partner-information": "Angaben von Partnern",
    "share-with-partners": "Weitergabe an Partner",
}
PARTS = """
{% macro form(action, csrf, send="Send") %}
<form method="post" action="{{ action }}"><input type="hidden" name="csrf" value="{{ csrf }}">{{ caller() }}
{% if send %}<button>{{ send }}</button>{% endif %}</form>{% endmacro %}
{% macro why(reasons, words) %}
<ul>{% for kind in reasons %}<li data-source="{{ kind }}">{{ words(kind) }}</li>{% endfor %}</ul>{% endmacro %}
{% macro switches(offered, choices) %}{% for choice in offered %}
<fieldset><input type="hidden" name="{{ choice }}" value="off"><label>
<input type="checkbox" name="{{ choice }}" value="on" {{ "checked" if choices[choice] }}> {{ called[choice] }}</label>
</fieldset>{% endfor %}{% endmacro %}
"""
SUBJECT = '<label>About <input name="subject" required></label>'
FOR_PEOPLE = {
    "sign-in": """<h1>Willkommen</h1>{% call form("/sign-in", csrf, "Anmelden") %}
      <p><label>E-Mail-Adresse <input type="email" name="email"></label></p>
      <p><label>Passwort <input type="password" name="password"></label></p>{% endcall %}""",
    "start": """<h1>Startseite</h1><a href="/feed">Für dich</a> <a class="corner" href="/more">Mehr</a>""",
    "more": """<h1>Mehr</h1><a href="/account">Einstellungen</a> <a href="/help/feedback">Hilfe</a>""",
    "account": """<h1>Einstellungen</h1><a href="/settings">Privatsphäre und Daten</a>""",
    "boards": f"""<h1>Pinnwände</h1>{{% call form("/boards", csrf) %}}{SUBJECT}{{% endcall %}}""",
    "checkout": f"""<h1>Kasse</h1>{{% call form("/checkout", csrf) %}}{SUBJECT}{{% endcall %}}""",
    "pin": """<h1>{{ pin.subject }}</h1>{% call form("/pins/" ~ pin.id ~ "/clicks", csrf) %}{% endcall %}""",
    "ads": """<h1>Anzeigen</h1>{% for ad, reasons in ads %}
      <article class="ad" id="{{ ad.id }}" data-by="{{ ad.advertiser }}"><h2>{{ ad.subject }}</h2>
      {% if ad.third_party %}<em class="network">Von einem Partner</em>{% endif %}{{ why(reasons, words) }}</article>
      {% endfor %}{% if more %}<a rel="next" href="?start={{ more }}">Weiter</a>{% endif %}""",
    "feed": """<h1>Für dich</h1>{% for pin, reasons in pins %}
      <article class="pin" id="{{ pin.id }}"><h2>{{ pin.subject }}</h2>{{ why(reasons, words) }}</article>
      {% endfor %}""",
    "settings": """<h1>Privatsphäre und Daten</h1>{% call form("/settings", csrf, "") %}
      {% for choice in offered if choices[choice] %}<input type="hidden" name="shown" value="{{ choice }}">{% endfor %}
      {{ switches(offered, choices) }}<button>Prüfen</button>
      <button class="save" formaction="/settings/save-these">Speichern</button>{% endcall %}""",
    "review": """<h1>Stimmt das so?</h1><div inert>{{ switches(offered, choices) }}</div>
      {% call form("/settings/save", csrf, "Speichern") %}{% endcall %}""",
    "choices": """<h1>Deine Wahl</h1>
      {% if opted_out %}<p class="opted-out">Dieser Browser hat widersprochen.</p>
      {% else %}<p>Dieser Browser hat nicht widersprochen.</p>{% endif %}
      {% call form("/choices", csrf, "Widersprechen") %}{% endcall %}""",
    "shop": """<h1>{{ about }}</h1><script>
      fetch("/elsewhere", {method: "POST", body: new URLSearchParams({{ event | tojson }})})</script>""",
    "opinion": """<h1>Rückmeldung</h1>{% call form("/help", "", "Absenden") %}
      <input type="hidden" name="sheet" value="{{ sheet }}"><fieldset><legend>War der Artikel hilfreich?</legend>
      <label><input type="radio" name="helpful" value="yes"> Ja</label>
      <label><input type="radio" name="helpful" value="no"> Nein</label></fieldset>
      <p><label>Was fehlt? <textarea name="more"></textarea></label></p>
      <p class="trap"><label>Nicht ausfüllen <input name="homepage" tabindex="-1"></label></p>{% endcall %}
      <a href="/en/contact">Schreib uns</a>""",
    "thanks": """<h1>Danke!</h1>""",
}
FOR_BUSINESS = {
    "partner-sign-in": """<h1>Partners</h1>{% call form("/partners/sign-in", csrf) %}<input name="key">{% endcall %}""",
    "partners": f"""<h1>Your ads</h1><p>Received: <output>{{{{ received }}}}</output></p>
      <table>{{% for one in effects %}}<tr class="ad"><td>{{{{ one.ad.id }}}}</td><td>{{{{ one.ad.subject }}}}</td>
      <td>{{{{ one.views }}}}</td><td>{{{{ one.visits }}}}</td><td>{{{{ one.check_outs }}}}</td>
      <td>{{{{ one.purchases }}}}</td></tr>{{% endfor %}}</table>
      {{% call form("/partners/ads", csrf) %}}{SUBJECT}{{% endcall %}}
      {{% call form("/partners/customers", csrf) %}}<textarea name="emails"></textarea>{{% endcall %}}""",
    "admin-sign-in": """<h1>Who are you?</h1>
      {% call form("/admin/sign-in", csrf) %}<input type="password" name="password">{% endcall %}""",
    "admin": f"""<h1>Administration</h1>
      {{% call form("/admin/people", csrf) %}}<input type="date" name="birth_date"><input name="country">
      <select name="account"><option>personal</option><option>business</option></select>{{% endcall %}}
      {{% call form("/admin/partners", csrf) %}}<input name="name">{{% endcall %}}
      {{% call form("/admin/pins", csrf) %}}{SUBJECT}{{% endcall %}}""",
    "made": """<h1>Made</h1><dl>{% for name, value in made.items() %}
      <dt>{{ name }}</dt><dd class="{{ name }}">{{ value }}</dd>{% endfor %}</dl>""",
    "person": """<h1>{{ person }}</h1><table>{% for one in shared %}
      <tr class="shared"><td>{{ one.activity }}</td><td>{{ one.subject }}</td></tr>{% endfor %}</table>
      {% call form("/admin/people/" ~ person, csrf) %}Remove{% endcall %}""",
    "feedback": """<h1>Feedback</h1><ul>{% for helpful in kept %}<li>{{ helpful }}</li>{% endfor %}</ul>""",
}
STYLE = """
a, button, label { display: inline-block; padding: .75rem } .corner { position: fixed; left: 0; bottom: 0 }
.trap { position: absolute; left: -99rem }
"""
FRAME = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Example</title><style>{style}</style></head><body><main>{body}</main></body></html>
"""


def _framed(bodies: dict[str, str], lang: str) -> dict[str, str]:
    frame = FRAME.replace("{lang}", lang).replace("{style}", STYLE)
    return {name: PARTS + frame.replace("{body}", body) for name, body in bodies.items()}


ENVIRONMENT = Environment(
    loader=DictLoader(_framed(FOR_PEOPLE, "de") | _framed(FOR_BUSINESS, "en")),
    autoescape=True,
    undefined=StrictUndefined,
)
ENVIRONMENT.globals["called"] = CHOICES


def rendered(name: str, **values: Any) -> str:
    """Give a page."""
    return ENVIRONMENT.get_template(name).render(**values).lstrip()
