"""Serving the review on an address of this machine: the port, the names to answer to, a link for each reviewer."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from factcheck.errors import UsageError
from factcheck.model import Report
from factcheck.review._guard import Door
from factcheck.review.web import application


def serve(
    report: Report,
    path: Path,
    reviewers: Sequence[str],
    tell: Callable[[str], None],
    host: str = "127.0.0.1",
    port: int = 0,
    second: bool = False,
    browse: Callable[[str], object] | None = None,
) -> None:
    """Serve the review until interrupted; a port of 0 takes a free one.

    `tell` is given each line the user must see: the links, and a warning when others than this machine can connect.
    `browse` is called with the first link. Raises UsageError when the address cannot be used.
    """
    with closing(_listen(host, port)) as listener:
        bound = listener.getsockname()[1]
        names = _names(host)
        door = Door.for_reviewers(reviewers, f"factcheck-{bound}")
        hosts = frozenset(f"{_bracketed(name)}:{bound}".lower() for name in names)
        if not _is_local(host):
            tell(
                f"warning: {host} can be reached from other machines; articles and decisions travel unencrypted, and "
                "whoever has a link can decide. Leave out --host to serve this machine only."
            )
        for link, reviewer in door.links.items():
            tell(f"{reviewer}: http://{_bracketed(names[0])}:{bound}/enter?token={link}  (works once)")
        tell("Every decision is saved at once; Ctrl-C ends the review.")
        if browse:
            browse(f"http://{_bracketed(names[0])}:{bound}/enter?token={next(iter(door.links))}")
        app = application(report, path, door, hosts, second)
        config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, lifespan="off")
        config.timeout_graceful_shutdown = 2
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
            listener.listen()
        except OSError:
            listener.close()
            raise
    except OSError as error:
        raise UsageError(f"--host {host} --port {port}: cannot be used ({error.strerror}); try another port") from error
    return listener


def _is_local(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _names(host: str) -> tuple[str, ...]:
    """Return the names under which a listening address is reached, the one to print first."""
    if _is_local(host):
        return tuple(dict.fromkeys((host, "127.0.0.1", "localhost")))
    try:
        everywhere = ip_address(host).is_unspecified
    except ValueError:
        everywhere = False
    if not everywhere:
        return (host,)
    own = socket.gethostname()
    try:
        addresses = {str(found[4][0]) for found in socket.getaddrinfo(own, None)}
    except OSError:
        addresses = set()
    return (own, *sorted(addresses), "127.0.0.1", "localhost")


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name else name
