"""The review in a browser on this machine: server-rendered pages over the same queue as the terminal.

Every decision is a form of its own that names its finding, so tabs and reviewers cannot overwrite each other: the log
keeps them all. Scripts add keys and scrolling; without them the page works by links and buttons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from factcheck.decisions import Choice, Decision
from factcheck.errors import FactcheckError
from factcheck.model import Finding, Report, Severity, Side, Verdict
from factcheck.presentation.page import asset, environment, stylesheet
from factcheck.presentation.passages import opposed, passage
from factcheck.presentation.safe import one_line
from factcheck.presentation.words import DIFFERENCES_FIRST, blind, certainty
from factcheck.review._guard import Door, Guard, Session
from factcheck.review.queue import TO_REVIEW, Filter, Item, Queue, sources, utc_now

_PACKAGE = "factcheck.review"
_WHOLE = 1_000_000  # characters of context: the whole article
_LARGEST_FORM = 64 * 1024
_LISTED = 500
_CHOICES = (Choice.CONFIRMED, Choice.DISMISSED, Choice.UNSURE)


@dataclass(slots=True)
class _Site:
    report: Report
    path: Path
    door: Door
    second: bool
    clock: Callable[[], datetime]
    queues: dict[str, Queue] = field(default_factory=dict)

    def queue(self, session: Session) -> Queue:
        """Return the queue of a session: what it skipped is its own."""
        if session.form_token not in self.queues:
            queue = Queue(self.report, self.path, session.reviewer, self.second, self.clock)
            self.queues[session.form_token] = queue
        return self.queues[session.form_token]

    def filter(self, session: Session, params: Mapping[str, str]) -> Filter:
        """Return what the address or form asks to see."""
        return _filter(params, sources(self.report.findings), self.reviewers(session))

    def reviewers(self, session: Session) -> list[str]:
        """Return all who decided anything in the log."""
        return sorted({decision.reviewer for decision in self.queue(session).decisions()})

    # --- pages ---

    async def enter(self, request: Request) -> Response:
        """Take a one-time link, and lead on from a page of our own so that a strict cookie travels along."""
        key = self.door.enter(request.query_params.get("token", ""))
        if key is None:
            raise HTTPException(403, "This link is not known or was used already. Start factcheck review --web again.")
        response = HTMLResponse(environment(_PACKAGE).get_template("enter.html").render())
        response.set_cookie(self.door.cookie, key, httponly=True, samesite="strict", path="/")
        return response

    async def show(self, request: Request) -> Response:
        """Show the finding asked for, else the next open one."""
        session = _session(request)
        queue, chosen = self.queue(session), self.filter(session, request.query_params)
        name = request.path_params.get("fingerprint", "")
        item = queue.find(name) if name else queue.next(chosen, after=request.query_params.get("after", ""))
        if name and item is None:
            raise HTTPException(404, "The report has no such finding.")
        done = queue.find(request.query_params.get("done", ""))
        return _page(
            "review.html",
            self._common(session, request)
            | {
                "item": item,
                "view": _view(item) if item else None,
                "own": item.by(session.reviewer) if item else None,
                "done": _done(done, session.reviewer, request.query_params) if done else None,
            },
        )

    async def listing(self, request: Request) -> Response:
        """List what the filter admits."""
        session = _session(request)
        items = self.queue(session).items(self.filter(session, request.query_params))
        shown = {"items": items[:_LISTED], "more": max(0, len(items) - _LISTED)}
        return _page("list.html", self._common(session, request) | shown)

    def _common(self, session: Session, request: Request) -> dict[str, object]:
        queue, wanted = self.queue(session), _wanted(request.query_params)
        return {
            "session": session,
            "progress": queue.progress(self.filter(session, request.query_params)),
            "wanted": wanted,
            "query": urlencode(wanted),
            "choices": _CHOICES,
            "verdict_names": DIFFERENCES_FIRST,
            "severities": list(Severity),
            "kinds": sorted({f.kind for f in self.report.findings}),
            "sources": sources(self.report.findings),
            "reviewers": self.reviewers(session),
        }

    # --- changes ---

    async def decide(self, request: Request) -> Response:
        """Record a decision and lead on to the next finding."""
        session, form = await self._form(request)
        queue, name = self.queue(session), form.get("fingerprint", "")
        before = queue.find(name)
        choice = next((c for c in _CHOICES if c.value == form.get("choice")), None)
        if before is None or choice is None:
            raise HTTPException(400, "The form names no finding of this report, or no decision.")
        own = before.by(session.reviewer)
        queue.decide(before.finding.fingerprint, choice, form.get("note", "").strip())
        onward = {"after": name, "done": name}
        if own and form.get("seen", "") != _stamp(own):
            onward["was"] = own.choice.value
        return _to("/", _wanted(form) | onward)

    async def skip(self, request: Request) -> Response:
        """Leave a finding for later."""
        session, form = await self._form(request)
        queue, name = self.queue(session), form.get("fingerprint", "")
        following = queue.next(self.filter(session, form), after=name)
        queue.skip(name)
        return _to(f"/finding/{following.finding.fingerprint}" if following else "/", _wanted(form))

    async def undo(self, request: Request) -> Response:
        """Take back this reviewer's latest decision and show its finding again."""
        session, form = await self._form(request)
        taken = self.queue(session).undo()
        return _to(f"/finding/{taken.fingerprint}" if taken else "/", _wanted(form))

    async def _form(self, request: Request) -> tuple[Session, Mapping[str, str]]:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LARGEST_FORM:
                raise HTTPException(413, "The note is too long.")
        form = {key: values[-1] for key, values in parse_qs(body.decode("utf-8", "replace")).items()}
        session = _session(request)
        if not session.owns(form.get("token", "")):
            raise HTTPException(403, "The form is not of this session; load the page again.")
        return session, form


async def _static(request: Request) -> Response:
    match request.path_params["name"]:
        case "review.css":
            return Response(stylesheet(_PACKAGE, "review.css"), media_type="text/css")
        case "review.js":
            return Response(asset(_PACKAGE, "review.js"), media_type="text/javascript")
    raise HTTPException(404)


def _session(request: Request) -> Session:
    session = request.scope["factcheck.session"]
    if not isinstance(session, Session):  # the guard lets nobody else through
        raise HTTPException(403)
    return session


def _page(name: str, content: Mapping[str, object]) -> Response:
    text = environment(_PACKAGE).get_template(name).render(**content)
    return HTMLResponse(text.encode("utf-8", "replace"))


def _to(path: str, query: Mapping[str, str]) -> Response:
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, 303)


# --- what a page shows ---

_ASKED = ("verdict", "kind", "severity", "source", "reviewer", "show")


def _wanted(params: Mapping[str, str]) -> dict[str, str]:
    return {key: params[key] for key in _ASKED if params.get(key)}


def _filter(params: Mapping[str, str], labels: Sequence[str], reviewers: Sequence[str]) -> Filter:
    """Read the filter; sources and reviewers are named as the page shows them, control characters spelled out."""
    verdict, kind, source = (params.get(name, "") for name in ("verdict", "kind", "source"))
    reviewer, show = params.get("reviewer", ""), params.get("show", "")
    known = frozenset(v for v in Verdict if v.value == verdict)
    return Filter(
        verdicts=known or (frozenset() if verdict == "any" else TO_REVIEW),
        kinds=frozenset({kind} - {""}),
        severities=frozenset(s for s in Severity if s.value == params.get("severity")),
        sources=frozenset(s for s in labels if source and one_line(s) == source),
        reviewer=next((r for r in reviewers if one_line(r) == reviewer), reviewer),
        decided=show in ("all", "disputed") or bool(reviewer),
        disputed=show == "disputed",
    )


def _view(item: Item) -> Mapping[str, object]:
    finding = item.finding
    left, right = opposed(finding)
    one, other = finding.sides[left], finding.sides[right]
    rest: list[Side] = [side for n, side in enumerate(finding.sides) if n not in (left, right)]
    return {
        "reason": blind(finding.reason),
        "pair": [(one, passage(one, other, _WHOLE)), (other, passage(other, one, _WHOLE))],
        "others": [(side, passage(side, one)) for side in rest],
        "confidence": _confidence(finding),
        "seen": {decision.reviewer: _stamp(decision) for decision in item.opinions},
    }


def _confidence(finding: Finding) -> str:
    return f"{finding.confidence:.2f} ({certainty(finding.confidence)})"


def _stamp(decision: Decision) -> str:
    return decision.time.isoformat()


def _done(item: Item, reviewer: str, params: Mapping[str, str]) -> Mapping[str, object] | None:
    own = item.by(reviewer)
    if own is None:
        return None
    return {
        "item": item,
        "own": own,
        "confidence": _confidence(item.finding),
        "others": [d for d in item.opinions if d.reviewer != reviewer],
        "was": next((c.value for c in _CHOICES if c.value == params.get("was")), ""),
    }


# --- the application ---


def application(
    report: Report,
    path: Path,
    door: Door,
    hosts: frozenset[str],
    second: bool = False,
    clock: Callable[[], datetime] = utc_now,
) -> Starlette:
    """Return the review of `report` over the log at `path` as an ASGI application.

    `hosts` are the values of the Host header to answer to, port included.
    """
    site = _Site(report, path, door, second, clock)
    routes = [
        Route("/", site.show),
        Route("/enter", site.enter),
        Route("/finding/{fingerprint}", site.show),
        Route("/list", site.listing),
        Route("/decide", site.decide, methods=["POST"]),
        Route("/skip", site.skip, methods=["POST"]),
        Route("/undo", site.undo, methods=["POST"]),
        Route("/static/{name}", _static),
    ]
    guard = Middleware(Guard, door=door, hosts=hosts)
    return Starlette(routes=routes, middleware=[guard], exception_handlers={FactcheckError: _unusable})


async def _unusable(_: Request, error: Exception) -> Response:
    """Tell the reviewer when the log cannot be read or written: nothing was recorded then."""
    return PlainTextResponse(f"{one_line(str(error))}\n", 503)
