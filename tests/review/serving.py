"""A review server on a free port of this machine, and a plain client, for tests of both kinds."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import uvicorn

from factcheck.model import Report
from factcheck.review import _guard, serving, web

COOKIE = "factcheck-test"


@dataclass
class Served:
    """Where the review runs and the links that open it."""

    port: int
    door: _guard.Door

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def link(self, reviewer: str = "Mara") -> str:
        token = next(token for token, name in self.door.links.items() if name == reviewer)
        return f"http://{self.host}/enter?token={token}"


@contextmanager
def served(report: Report, path: Path, *reviewers: str, second: bool = False) -> Iterator[Served]:
    listener = serving._listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    door = _guard.Door.for_reviewers(reviewers or ("Mara",), COOKIE)
    app = web.application(report, path, door, frozenset({f"127.0.0.1:{port}"}), second)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield Served(port, door)
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listener.close()


@dataclass
class Client:
    """A browser without looks: keeps its cookie, sends what it is told, follows nothing."""

    served: Served
    cookie: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def send(
        self, method: str, path: str, form: Mapping[str, str] | None = None, **headers: str
    ) -> tuple[int, Mapping[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.served.port, timeout=30)
        sent = {"Host": self.served.host, **self.headers, **{k.replace("_", "-"): v for k, v in headers.items()}}
        if self.cookie:
            sent["Cookie"] = self.cookie
        body = urlencode(form).encode() if form is not None else None
        connection.request(method, path, body, {k: v for k, v in sent.items() if v})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        told = {name.lower(): value for name, value in answer.getheaders()}
        connection.close()
        return answer.status, told, text

    def enter(self, reviewer: str = "Mara") -> Client:
        _, told, _ = self.send("GET", self.served.link(reviewer).removeprefix(f"http://{self.served.host}"))
        self.cookie = told["set-cookie"].split(";")[0]
        return self

    def get(self, path: str = "/") -> str:
        status, _, text = self.send("GET", path)
        assert status == 200, (status, text)
        return text

    def form(self, path: str = "/") -> dict[str, str]:
        """Return the hidden fields of the decision form on a page."""
        page = self.get(path).split('action="/decide"', 1)[1]
        return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.split("</form>", 1)[0]))

    def post(self, path: str, form: Mapping[str, str], **headers: str) -> tuple[int, Mapping[str, str], str]:
        return self.send("POST", path, form, **{"Origin": f"http://{self.served.host}", **headers})
