"""Web pages: main text by trafilatura; title, date and outlet by the page's own metadata first."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from factcheck.errors import InputError
from factcheck.model import Article, Origin, Skipped
from factcheck.readers import dates, fields
from factcheck.readers.decoding import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]{0,100}?encoding=["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(r"<\?xml[^>]{0,200}\?>")
_OURS = re.compile(r"""<meta[^>]*name=["']generator["'][^>]*content=["']factcheck""", re.IGNORECASE)
_NEWS = re.compile(r"(?:Article|BlogPosting|Report|LiveBlogPosting)$")
_META_DATE = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dc.date.created",
    "dcterms.created", "citation_publication_date", "citation_date", "cxenseparse:recs:publishtime",
    "article.published", "published-date", "publish-date", "publish_date", "publication_date", "pubdate", "date",
)  # fmt: skip
_META_TITLE = ("og:title", "twitter:title", "dc.title", "citation_title")
_META_SOURCE = ("og:site_name", "application-name", "dc.publisher", "citation_journal_title")
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table",
        "td", "th", "tr", "ul",
    )
)  # fmt: skip
_SILENT = frozenset(("script", "style", "noscript", "template", "head"))
_DEEPEST = 200
_MOST_ELEMENTS = 50_000
_SHORT = 250

for _name in ("trafilatura", "htmldate", "courlan"):
    # nothing is printed below the command line; without a handler Python prints their warnings to stderr
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Html:
    """Reads .html. The article's text is trafilatura's, paragraphs parted by a blank line; nothing is fetched."""

    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
    day_first: bool | None = None

    def read(self, data: bytes, path: str) -> Iterator[Article | Skipped]:
        """Yield the page's article, and a note for whatever had to be guessed; raises InputError when it has none."""
        declared = _CHARSET.search(data[:4096])
        text, note = decode(data, (declared[1] or declared[2]).decode("ascii") if declared else "")
        if note:
            yield Skipped(path, "encoding", note)
        if not text.strip():
            raise InputError("Empty; save the page again or leave it out")
        if _OURS.search(text[:2000]):
            yield fields.ours(path)
            return
        tree = _tree(text)
        page = _page(tree, self.day_first)
        found = _main(tree)
        main = found.text or page.body
        if not main:
            raise InputError("No article text found in the page; save the article's text as .txt instead")
        if page.conflict:
            yield Skipped(path, "date", page.conflict)
        known = replace(page.known, source=page.known.source or found.source, title=page.known.title or found.title)
        yield from fields.article(path, main, known, Origin.METADATA)


def fragment(text: str) -> str:
    """Return the text of a piece of markup (a feed's `content_html`), its blocks parted by a blank line."""
    if not text.strip():
        return ""
    pieces: list[str] = []
    _collect(_tree(f"<div>{text}</div>"), pieces, 0)
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(pieces).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _collect(element: HtmlElement, pieces: list[str], depth: int) -> None:
    block = element.tag in _BLOCKS or element.tag == "br"
    pieces.append("\0" if block else "")
    if isinstance(element.tag, str) and element.tag not in _SILENT and depth < _DEEPEST:
        pieces.append((element.text or "").replace("\0", " "))
        for child in element:
            _collect(child, pieces, depth + 1)
            pieces.append((child.tail or "").replace("\0", " "))
    pieces.append("\0" if block else "")


def _tree(text: str) -> HtmlElement:
    from lxml import etree, html

    text = _PROLOGUE.sub("", text, count=1).replace("\0", " ")
    try:
        # lxml's own limits on depth and size stay on: a hostile page is cut short, it does not hang
        tree = html.fromstring(text, parser=html.HTMLParser(huge_tree=False, remove_pis=True))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError("Not readable as a web page; save the article's text as .txt instead") from error
    return tree


@dataclass(frozen=True, slots=True)
class _Extract:
    """The page's main text, and its title and outlet as trafilatura understands them."""

    text: str = ""
    title: str = ""
    source: str = ""


def _main(tree: HtmlElement) -> _Extract:
    """Return what the page tells; InputError for a page so large that it would take minutes."""
    if sum(1 for _ in islice(tree.iter(), _MOST_ELEMENTS + 1)) > _MOST_ELEMENTS:
        raise InputError(f"Page of more than {_MOST_ELEMENTS:,} elements; save the article's text as .txt instead")
    found = _extract(tree)
    if len(found.text) < _SHORT:
        # below its usual size trafilatura gives up on paragraphs and glues the whole page together
        brief = _extract(tree, least=25)
        return brief if brief.text else found
    return found


def _extract(tree: HtmlElement, least: int = _SHORT) -> _Extract:
    import trafilatura  # 0.3 s
    from trafilatura.settings import DEFAULT_CONFIG, Document
    from trafilatura.xml import xmltotxt

    config = deepcopy(DEFAULT_CONFIG)
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(least))
    # the page's own words only: the search through its text takes a footer's year for January 1, and a clock
    search = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    try:
        found = trafilatura.bare_extraction(
            deepcopy(tree), include_comments=False, with_metadata=True, config=config, date_extraction_params=search
        )
        if not isinstance(found, Document):
            return _Extract()
        lines = [" ".join(line.split()) for line in xmltotxt(found.body, include_formatting=False).split("\n")]
    except Exception as error:  # whatever a hostile page makes it raise, the other inputs are read
        raise InputError(
            f"The page could not be parsed ({type(error).__name__}); save the article's text as .txt instead"
        ) from error
    text = fields.sound("\n\n".join(line for line in lines if line))
    return _Extract(text, found.title or "", found.sitename or found.hostname or "")


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page's metadata say; `body` is the text they repeat, `conflict` says which dates disagree."""

    known: fields.Stated
    body: str = ""
    conflict: str = ""


def _page(tree: HtmlElement, day_first: bool | None) -> _Page:
    linked = _linked_data(tree)
    meta = _meta(tree)
    told = fields.stated({key: linked.get(key) for key in ("headline", "publisher", "url")})
    dated = [
        ("JSON-LD", fields.plain(linked.get("datePublished"))),
        ("the meta tags", next((meta[name] for name in _META_DATE if meta.get(name)), "")),
        ("the time element", _time(tree)),
    ]
    read = [(where, dates.parse(written, day_first)) for where, written in dated if written]
    good = [(where, day) for where, day in read if day]
    return _Page(
        fields.Stated(
            title=told.title or next((meta[name] for name in _META_TITLE if meta.get(name)), ""),
            source=told.source or next((meta[name] for name in _META_SOURCE if meta.get(name)), ""),
            url=_address(tree, meta) or told.url,
            published=good[0][1] if good else None,
            bad_date="" if good else next((written for _, written in dated if written), ""),
        ),
        body=_body(linked),
        conflict=_conflict(good),
    )


def _conflict(good: list[tuple[str, date]]) -> str:
    if not good:
        return ""
    first, day = good[0]
    others = [(where, other) for where, other in good if other != day]
    if not others:
        return ""
    where, other = others[0]
    return f"The page's dates disagree: {first} says {day}, {where} {other}; the first is taken"


def _body(linked: Mapping[str, Any]) -> str:
    body = linked.get("articleBody")
    if not isinstance(body, str) or not body.strip():
        return ""
    return fragment(body) if re.match(r"\s*<[a-z]", body, re.IGNORECASE) else fields.sound(body.strip())


def _linked_data(tree: HtmlElement) -> Mapping[str, Any]:
    """Return the first JSON-LD object that is a news article, or else one that has a publication date."""
    objects: list[Mapping[str, Any]] = []
    for script in tree.xpath('//script[@type="application/ld+json"]')[:20]:
        try:
            content = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in content if isinstance(content, list) else [content]:
            if isinstance(item, Mapping):
                graph = item.get("@graph")
                parts = graph if isinstance(graph, list) else []
                objects += [item, *(part for part in parts if isinstance(part, Mapping))]
    news = [item for item in objects if any(_NEWS.search(name) for name in _types(item))]
    dated = [item for item in objects if item.get("datePublished")]
    return next(iter(news + dated), {})


def _types(item: Mapping[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.xpath("//meta[@content]")[:300]:
        value = fields.plain(element.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and value:
                found.setdefault(name, value)
    return found


def _time(tree: HtmlElement) -> str:
    """Return the first time element that says it is the publication, else the first inside the article's header."""
    marked = '//time[@pubdate or contains(@itemprop, "datePublished") or contains(@class, "publish")]'
    for path in (marked, "//article//time", "//header//time", "//main//time"):
        for element in tree.xpath(path)[:1]:
            return fields.plain(element.get("datetime") or element.text_content())
    return ""


def _address(tree: HtmlElement, meta: Mapping[str, str]) -> str:
    canonical = tree.xpath('//link[@rel="canonical"]/@href')[:1]
    address = str(canonical[0]).strip() if canonical else meta.get("og:url", "")
    return fields.sound(address) if address.startswith(("http://", "https://")) else ""
