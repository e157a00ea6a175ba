"""The shell of an HTML page: a jinja environment that escapes everything, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from factcheck.presentation import safe, words

_OWN = "factcheck.presentation"


@cache
def environment(package: str) -> Environment:
    """Return the environment for the templates of `package`, 'factcheck.report' for one, and the shared ones."""
    env = Environment(
        loader=ChoiceLoader([PackageLoader(package), PackageLoader(_OWN)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(bdi=safe.html, inner=safe.inner_html, plain=safe.one_line, certainty=words.certainty)
    env.globals.update(
        signs=words.SIGNS,
        meanings=words.MEANINGS,
        accept_command=words.accept_command,
        counted=words.counted,
        day=words.day,
        verdicts=words.verdicts,
        short_name=words.short_name,
        web_address=safe.web_address,
    )
    return env


@cache
def asset(package: str, name: str) -> str:
    """Return the text of a template asset, such as 'report.css'."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def stylesheet(package: str, name: str) -> str:
    """Return the styles that every page has, and after them the package's own."""
    return asset(_OWN, "base.css") + asset(package, name)


def inlined(package: str, styles: str, script: str) -> Mapping[str, Markup]:
    """Return `css`, `js` and the `policy` that admits exactly these two and no network, for a one-file page."""
    css = stylesheet(package, styles)
    js = asset(package, script) if script else ""
    policy = (
        f"default-src 'none'; style-src '{_digest(css)}'; script-src '{_digest(js)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types factcheck"
    )
    return {"css": Markup(css), "js": Markup(js), "policy": Markup(policy)}  # our own files, never an article's


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
