"""Marks of what stands before a page, by the products that put it there: in headers, titles, and parts of the markup.

Never in the prose: a page may be about any of these.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """How a product shows: a header and its value, or a pattern of the title, or of addresses, scripts and ids."""

    product: str
    header: str = ""
    value: str = ""
    title: str = ""
    part: str = ""


BOT_WALLS = (
    Mark("Cloudflare", "cf-mitigated", "challenge"),
    Mark(
        "Cloudflare",
        title=r"^just a moment|attention required! \| cloudflare|^one moment, please",
        part=r"_cf_chl_opt|cf-browser-verification|cf-challenge|challenge-error-text|challenges\.cloudflare\.com/turnstile",
    ),
    Mark("Akamai", part=r"errors\.edgesuite\.net|sec-if-cpt-container|/_sec/cp_challenge|bm-verify"),
    Mark("DataDome", "x-datadome", "protected|captcha|1"),
    Mark("DataDome", part=r"captcha-delivery\.com|\bdd=\{"),
    Mark(
        "PerimeterX",
        part=r"px-captcha|_pxappid|captcha\.px-c|perimeterx\.net",
        title=r"access to this page has been denied",
    ),
    Mark("Imperva", part=r"_incapsula_resource|incapsula incident"),
    Mark("AWS WAF", "x-amzn-waf-action", "challenge|captcha"),
    Mark("AWS WAF", part=r"awswafintegration|awswaf\.com|gokuprops"),
    Mark("Vercel", "x-vercel-mitigated", "challenge"),
    Mark("Sucuri", part=r"sucuri_cloudproxy|cdn\.sucuri\.net/sucuri-firewall"),
    Mark("Kasada", "x-kpsdk-ct", "."),
    Mark("Anubis", part=r"anubis_challenge|/\.within\.website/x/cmd/anubis"),
    Mark("DDoS-Guard", title=r"ddos-guard", part=r"/\.well-known/ddos-guard"),
)
CAPTCHA = Mark(
    "a captcha",
    title=r"^(?:are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|robot check"
    r"|human verification|security check|pardon our interruption|checking your browser|bot verification)",
    part=r"(?:recaptcha|hcaptcha)[^ ]{0,80}(?:api|anchor|enterprise)\b[^ ]{0,40}\.(?:js|html)|/captcha/",
)


def _any_of(*patterns: str, start: str = "", end: str = "") -> re.Pattern[str]:
    return re.compile(f"{start}(?:{'|'.join(patterns)}){end}", re.IGNORECASE)


# fmt: off
CONSENT_PLACE = _any_of(
    "onetrust", "ot-sdk", "cookiebot", "cybot", "didomi", "usercentrics", "sp_message", "truste", "trustarc",
    "qc-cmp2?", "cmpbox", "cmpwrapper", "fc-consent", "iubenda-cs", "borlabs", "klaro", "osano", "cookie-?wall",
    "consent-?(?:wall|gate|page|form|dialog|banner|box|modal|overlay)",
    "cookie-?(?:consent|gate|dialog|banner|box|modal|overlay)", "gdpr-?(?:wall|banner|consent|modal)",
    start=r"(?:^|[-_ ])",
)
CONSENT_HOST = _any_of("consent", "guce", "cmp", "privacy-?gate", "myprivacy", start="^", end=r"\.")
CONSENT_PATH = _any_of(
    "cookie-?consent", "consent", "cookie-?wall", "collectconsent", "privacy-?gate", start="/", end=r"(?:[/?.]|$)"
)
LOGIN_PATH = _any_of(
    "log[-_]?in", "sign[-_]?in", "logon", "signon", "sso", "saml2?", "oauth2?", "oidc", "openid", "cas", "authorize",
    "authenticate", "auth", "sessions?/new", r"wp-login\.php", "anmelden", "connexion", "iniciar-sesion", "accedi",
    start="/", end="(?:[/?.#]|$)",
)
LOGIN_HOST = _any_of("login", "signin", "sso", "auth", "accounts", "idp", "id", start="^", end=r"\.")
THING = r"\b(?:page|article|content|site|document)\b"
ERROR_TITLE = _any_of(
    r"\b4(?:04|10)\b", r"\b(?:error|status|http)\W{0,3}[45]\d\d\b", r"^50\d\b", r"\bnot found\b", "page missing",
    rf"{THING}.{{0,40}}(?:does ?n[o'’]t exist|does not exist|no longer exists?|is (?:no longer |not |un)available)",
    rf"{THING}.{{0,40}}(?:could ?n[o'’]t|could not|can[’']?t|cannot|can not) be found",
    rf"(?:can[’']?t|cannot|could ?n[’o']t|could not) (?:find|be found).{{0,20}}{THING}",
    rf"{THING}.{{0,20}}(?:gone|removed|moved|missing)$", "something went wrong", "internal server error", "bad gateway",
    "service (?:temporarily )?unavailable", "temporarily unavailable", "(?:under|down for) maintenance",
    "nicht gefunden", "introuvable", "non trouvée", "no (?:encontrada|existe)", "non trovata", "não encontrada",
    "niet gevonden", "nie znaleziono", "ページが見つかりません", "не найдена",
)
ROOTS = ("root", "app", "__next", "__nuxt", "___gatsby", "app-root", "main-app", "react-root", "svelte", "ember-app")
# fmt: on
WANTS_SCRIPTS = re.compile(r"javascript|enable\W+js\b", re.IGNORECASE)
REFRESH = re.compile(r"^\s*(\d{1,6})?(?:\.\d*)?\s*[;,]?\s*(?:url\s*=)?\s*['\"]?\s*([^'\"]+)", re.IGNORECASE)
