"""What stands between the review page and everybody else: host, origin, one-time links, sessions, form tokens.

A page of another site can make a browser send requests to 127.0.0.1, and can point its own name at it. So every
request must name a host we listen on, every change must come from our own page, and nobody gets in without the link.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not no-referrer: with it browsers send "Origin: null" from our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_OPEN = frozenset({"/enter", "/static/review.css"})  # what can be seen without a session


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that came in by a link: who sits there, and the token that its forms carry."""

    reviewer: str
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def owns(self, form_token: str) -> bool:
        """Tell whether a form was served to this session."""
        return hmac.compare_digest(self.form_token.encode(), form_token.encode("utf-8", "replace"))


@dataclass(slots=True)
class Door:
    """Links that work once, and the sessions they opened."""

    cookie: str
    links: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)

    @classmethod
    def for_reviewers(cls, reviewers: Iterable[str], cookie: str) -> Door:
        """Make a link for each reviewer."""
        return cls(cookie, {secrets.token_urlsafe(32): reviewer for reviewer in reviewers})

    def enter(self, link: str) -> str | None:
        """Use up a link and return the key of the session it opens; None when it is unknown or was used."""
        given = link.encode("utf-8", "replace")
        known = next((own for own in self.links if hmac.compare_digest(own.encode(), given)), None)
        if known is None:
            return None
        key = secrets.token_urlsafe(32)
        self.sessions[key] = Session(self.links.pop(known))
        return key

    def session(self, cookies: str) -> Session | None:
        """Return the session that a Cookie header names."""
        try:
            morsel = SimpleCookie(cookies).get(self.cookie)
        except CookieError:
            return None
        return self.sessions.get(morsel.value) if morsel else None


@dataclass(frozen=True, slots=True)
class Guard:
    """ASGI middleware: refuses strange hosts, changes from elsewhere and visitors without a session."""

    app: ASGIApp
    door: Door
    hosts: frozenset[str]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its session in `scope["factcheck.session"]`, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        reason, status = self._refused(scope, headers)
        session = self.door.session(headers.get("cookie", ""))
        if not reason and session is None and scope["path"] not in _OPEN:
            reason, status = "Open the link that factcheck review printed; each link works once.", 403
        answer: ASGIApp = PlainTextResponse(reason + "\n", status) if reason else self.app
        scope["factcheck.session"] = session

        async def hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                for name, value in _HEADERS.items():
                    MutableHeaders(scope=message)[name] = value
            await send(message)

        await answer(scope, receive, hardened)

    def _refused(self, scope: Scope, headers: Mapping[str, str]) -> tuple[str, int]:
        if headers.get("host", "").lower() not in self.hosts:
            return "This server does not answer to that name.", 421
        if scope["method"] in ("GET", "HEAD"):
            return "", 200
        if scope["method"] != "POST":
            return "Only GET and POST.", 405
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        own = origin.lower() in {f"http://{host}" for host in self.hosts} if origin else site == "same-origin"
        return ("", 200) if own else ("A change must come from the review page itself.", 403)
