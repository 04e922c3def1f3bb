"""The pages of `forms.py`."""

from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined

PARTS = """
{% macro form(action, csrf) %}
<form method="post" action="{{ action }}"><input type="hidden" name="csrf" value="{{ csrf }}">{{ caller() }}
<button>Send</button></form>{% endmacro %}
{% macro why(reasons, words) %}
<ul>{% for kind in reasons %}<li data-source="{{ kind }}">{{ words(kind) }}</li>{% endfor %}</ul>{% endmacro %}
{% macro switches(offered, choices) %}{% for choice in offered %}
<fieldset><legend>{{ choice }}</legend>
<label><input type="radio" name="{{ choice }}" value="on" {{ "checked" if choices[choice] }}>On</label>
<label><input type="radio" name="{{ choice }}" value="off" {{ "checked" if not choices[choice] }}>Off</label>
</fieldset>{% endfor %}{% endmacro %}
"""
SUBJECT = '<label>About <input name="subject" required></label>'
BODIES = {
    "sign-in": """<h1>Sign in</h1>{% call form("/sign-in", csrf) %}
      <input type="email" name="email"><input type="password" name="password">{% endcall %}""",
    "boards": f"""<h1>Boards</h1>{{% call form("/boards", csrf) %}}{SUBJECT}{{% endcall %}}""",
    "checkout": f"""<h1>Checkout</h1>{{% call form("/checkout", csrf) %}}{SUBJECT}{{% endcall %}}""",
    "pin": """<h1>{{ pin.subject }}</h1>{% call form("/pins/" ~ pin.id ~ "/clicks", csrf) %}{% endcall %}""",
    "ads": """<h1>Ads</h1>{% for ad, reasons in ads %}
      <article class="ad" id="{{ ad.id }}" data-by="{{ ad.advertiser }}"><h2>{{ ad.subject }}</h2>
      {% if ad.third_party %}<em class="network">From a partner</em>{% endif %}{{ why(reasons, words) }}</article>
      {% endfor %}{% if more %}<a rel="next" href="?start={{ more }}">More</a>{% endif %}""",
    "feed": """<h1>For you</h1>{% for pin, reasons in pins %}
      <article class="pin" id="{{ pin.id }}"><h2>{{ pin.subject }}</h2>{{ why(reasons, words) }}</article>
      {% endfor %}""",
    "settings": """<h1>Privacy and data</h1>
      {% call form("/settings", csrf) %}{{ switches(offered, choices) }}{% endcall %}""",
    "review": """<h1>Is this what you want?</h1><div inert>{{ switches(offered, choices) }}</div>
      {% call form("/settings/save", csrf) %}Save{% endcall %}""",
    "choices": """<h1>Your choices</h1>{% if opted_out %}<p class="opted-out">This browser has opted out.</p>{% endif %}
      {% call form("/choices", csrf) %}Opt out{% endcall %}""",
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
FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Example</title></head><body><main>{body}</main></body></html>
"""
ENVIRONMENT = Environment(
    loader=DictLoader({name: PARTS + FRAME.replace("{body}", body) for name, body in BODIES.items()}),
    autoescape=True,
    undefined=StrictUndefined,
)


def rendered(name: str, **values: Any) -> str:
    """Give a page."""
    return ENVIRONMENT.get_template(name).render(**values).lstrip()
