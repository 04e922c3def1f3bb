"""The pages: what a person sees and does in a browser, and in the app on a phone.

They are doors to the same service as the operations of the contract, and no part of it: what is set on one holds on the
other. No page needs JavaScript. Every form carries a token; what is to happen once carries an id that counts once.

Pages of others embed ours, so that a third party has to be one. `127.0.0.1` is the service's host; browsers resolve
every name under `localhost` to the same machine, and take each for a site of its own: `choices.localhost` is the
choice page's, `shop.localhost` a shop's, `pages.localhost` anybody's. Any host answers any path, so that a client that
does not know these names may ask them all of `127.0.0.1`; what is embedded always names the service.

Seen in Chromium 156: cookies that are `SameSite=None; Secure` are kept from, and sent to, `127.0.0.1` over plain HTTP,
also where it is embedded; but fresh profiles and incognito windows block all third-party cookies, so that nothing of
ours is known there. Where they are to be allowed, the profile's `Preferences` say `cookie_controls_mode: 0` under
`profile`, and `enable_do_not_track: true` where Do Not Track is to be on.
"""

from fastapi import FastAPI

from asadvertised.reference.site import app, choices, devices, embedded, others, problems, static, web


def install(application: FastAPI) -> None:
    """Add all pages to an application, and make their refusals pages.

    Their routes are taken as they are: to include a router makes each anew, which takes a tenth of a second.
    """
    for part in (static, web, app, devices, choices, embedded, others):
        application.router.routes.extend(part.router.routes)
    problems.install(application)
