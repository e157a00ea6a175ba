"""Reports about things that never happened, for the tests of what people see."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from factcheck.model import (
    Article,
    Finding,
    ModelUse,
    Mood,
    Origin,
    Pair,
    Report,
    Run,
    Severity,
    Side,
    Skipped,
    Span,
    State,
    Verdict,
)

RUN = Run(
    version="0.1.0",
    config_digest="0123456789abcdef",
    models=(ModelUse("encoder", "all-MiniLM-L6-v2 int8", "f" * 16),),
    counts={"articles": 5, "statements": 40, "pairs": 12},
)


def article(path: str, *sentences: str, source: str = "", day: date | None = None, title: str = "") -> Article:
    return Article(
        path=path,
        text="\n\n".join(sentences),
        source=source,
        title=title,
        published=day,
        published_from=Origin.FRONT_MATTER if day else Origin.UNKNOWN,
    )


def side(where: Article, sentence: str, surface: str, value: str, canonical: str, speaker: str | None = None) -> Side:
    """Return a side whose spans are found in the article, so that `text` and `surface` hold by construction."""
    start = where.text.index(sentence)
    inner = start + sentence.index(surface)
    return Side(
        article=where,
        span=Span(start, start + len(sentence)),
        value_span=Span(inner, inner + len(surface)),
        value=value,
        canonical=canonical,
        speaker=speaker,
        mood=Mood.REPORTED,
    )


def finding(
    kind: str,
    verdict: Verdict,
    question: str,
    reason: str,
    sides: Sequence[Side],
    severity: Severity = Severity.MAJOR,
    confidence: float = 0.9,
    pairs: Sequence[Pair] = (),
    flips: str = "",
    state: State = State.NEW,
    rule: str = "",
) -> Finding:
    name = rule or f"{kind}.{verdict.value}"
    digest = hashlib.sha256("\x1e".join([kind, question, *(s.canonical + s.text for s in sides)]).encode()).hexdigest()
    return Finding(
        fingerprint=digest[:16],
        kind=kind,
        verdict=verdict,
        severity=severity,
        confidence=confidence,
        rule=name,
        question=question,
        reason=reason,
        sides=tuple(sides),
        pairs=tuple(pairs) or (Pair(0, 1, verdict, name, reason, flips),),
        flips=flips,
        voices=len({s.article.label for s in sides}),
        state=state,
    )


def bridge() -> Report:
    """Return a report on a bridge that four outlets tell of: every kind and every verdict once at least."""
    courier = article(
        "bridge/courier.md",
        "PORT ELLERY. The old swing bridge over the Tamsin gave way shortly before dawn, the harbour office said.",
        "Twelve people were killed, the mayor's office said on Monday evening.",
        "The bridge gave way at 5:40 a.m. local time, while the night shift was leaving the docks.",
        "Deputy Mayor Orla Venn visited the site with two engineers.",
        "The span had been inspected in 2029, the owner said.",
        source="Ellery Courier",
        day=date(2031, 3, 3),
        title="Swing bridge collapses before dawn",
    )
    post = article(
        "bridge/post.html",
        "Fifteen people were killed when the swing bridge at Port Ellery fell, rescuers said on Tuesday.",
        "The bridge fell at 6:10 a.m. local time, according to a harbour log seen by this newspaper.",
        "Orla Venn, the harbour commissioner, said that no warning had been given.",
        "Repairs will cost about 40 million marks and take almost eight months.",
        source="Northern Post",
        day=date(2031, 3, 4),
        title="Fifteen dead at Port Ellery",
    )
    wire = article(
        "bridge/wire.json#7",
        "The number of people killed in the collapse of the bridge stands at 13, the coroner said on Wednesday.",
        "The collapse happened at twenty to six in the morning.",
        "Orla Venn, the deputy mayor, said that a warning had been given two days earlier.",
        "Rebuilding takes 7.5 months and costs 41 million marks, the ministry said.",
        source="Coastline Wire",
        day=date(2031, 3, 5),
        title="Coroner revises toll",
    )
    radio = article(
        "bridge/radio.txt",
        "The council of Port Ellery meets on 12 March to decide on a ferry.",
        "The bridge gave way at 5:40 a.m., a caller told us.",
        "Nobody in the control room slept, the operators' union said.",
    )
    dead = (
        side(courier, "Twelve people were killed, the mayor's office said on Monday evening.", "Twelve people",
             "12 people", "count person killed 12"),
        side(post, post.text.split("\n\n")[0], "Fifteen people", "15 people", "count person killed 15"),
        side(wire, wire.text.split("\n\n")[0], "13", "13 people", "count person killed 13", "the coroner"),
    )  # fmt: skip
    hours = (
        side(courier, courier.text.split("\n\n")[2], "5:40 a.m. local time", "2031-03-03 05:40", "2031-03-03T05:40"),
        side(post, post.text.split("\n\n")[1], "6:10 a.m. local time", "2031-03-03 06:10", "2031-03-03T06:10"),
        side(wire, wire.text.split("\n\n")[1], "twenty to six", "2031-03-03 05:40", "2031-03-03T05:40"),
        side(radio, radio.text.split("\n\n")[1], "5:40 a.m.", "05:40", "2031-03-03T05:40", "a caller"),
    )
    office = (
        side(courier, courier.text.split("\n\n")[3], "Deputy Mayor Orla Venn", "Orla Venn, deputy mayor",
             "venn|deputy"),
        side(post, post.text.split("\n\n")[2], "Orla Venn, the harbour commissioner",
             "Orla Venn, harbour commissioner", "venn|commissioner"),
        side(wire, wire.text.split("\n\n")[2], "Orla Venn, the deputy mayor", "Orla Venn, deputy mayor", "venn|deputy"),
    )  # fmt: skip
    warned = (
        side(post, post.text.split("\n\n")[2], "no warning had been given", "no warning given", "warn|no", "Orla Venn"),
        side(wire, wire.text.split("\n\n")[2], "a warning had been given two days earlier", "warning given", "warn|yes",
             "Orla Venn"),
    )  # fmt: skip
    cost = (
        side(
            post,
            post.text.split("\n\n")[3],
            "about 40 million marks",
            "about 40 million marks",
            "mark [38000000..42000000]",
        ),
        side(wire, wire.text.split("\n\n")[3], "41 million marks", "41 million marks", "mark 41000000"),
    )
    length = (
        side(
            post,
            post.text.split("\n\n")[3],
            "almost eight months",
            "7.5 up to 8 months",
            "duration [19725000..21040000)",
        ),
        side(wire, wire.text.split("\n\n")[3], "7.5 months", "7.5 months", "duration 19725000"),
    )
    council = side(radio, radio.text.split("\n\n")[0], "12 March", "2031-03-12", "2031-03-12")
    inspected = side(courier, courier.text.split("\n\n")[4], "2029", "2029", "2029")
    findings = (
        finding("quantity", Verdict.CONTRADICTION, "How many people were killed?",
                "15 people on 4 March, 13 people on 5 March: a count of the dead does not fall.", dead,
                confidence=0.93, flips="a correction by the coroner that Northern Post has not seen",
                rule="quantity.count-fell",
                pairs=(Pair(0, 1, Verdict.UPDATE, "quantity.count-rose", "12 on 3 March, 15 on 4 March: it rose."),
                       Pair(0, 2, Verdict.UPDATE, "quantity.count-rose", "12 on 3 March, 13 on 5 March: it rose."),
                       Pair(1, 2, Verdict.CONTRADICTION, "quantity.count-fell", "15, then 13: a count does not fall.",
                            "a correction"))),
        finding("time", Verdict.CONTRADICTION, "When did the bridge give way?",
                "5:40 and 6:10 on the same morning differ by 30 minutes.", hours, confidence=0.88,
                flips="agrees at a tolerance of 30 minutes or more",
                pairs=(Pair(0, 1, Verdict.CONTRADICTION, "time.apart", "30 minutes apart."),
                       Pair(0, 2, Verdict.AGREEMENT, "time.same", "The same minute."),
                       Pair(1, 2, Verdict.CONTRADICTION, "time.apart", "30 minutes apart."),
                       Pair(0, 3, Verdict.AGREEMENT, "time.same", "The same minute."))),
        finding("name", Verdict.CONTRADICTION, "What office does Orla Venn hold?",
                "Deputy mayor and harbour commissioner are different offices.", office, Severity.MINOR, 0.71,
                pairs=(Pair(0, 1, Verdict.CONTRADICTION, "name.office", "Different offices."),
                       Pair(0, 2, Verdict.AGREEMENT, "name.office", "The same office."))),
        finding("claim", Verdict.DISPUTE, "Was a warning given?", "Orla Venn is quoted with both.", warned,
                confidence=0.66, state=State.KNOWN),
        finding("quantity", Verdict.COMPATIBLE, "What do the repairs cost?", "41 lies within what about 40 covers.",
                cost, Severity.NOTE),
        finding("quantity", Verdict.AGREEMENT, "How long do the repairs take?", "7.5 lies in 7.5 up to 8 months.",
                length, Severity.NOTE),
    )  # fmt: skip
    return Report(
        run=RUN,
        articles=(courier, post, radio, wire),
        findings=findings,
        skipped=(
            Skipped("bridge/photo.jpg", "file", "not text: 2,048 bytes of an image"),
            Skipped("bridge/radio.txt", "date", "no publication date found, so 'on Monday' stays a weekday"),
        ),
        statements={courier.path: 5, post.path: 4, radio.path: 3, wire.path: 4},
        singles=(council, inspected),
    )


HOSTILE = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=2">',
    "javascript:window.pwned=3",
    "</script></style></template><svg onload=window.pwned=4>",
    "safe\u202egnitset\u202c text \u2066isolate\u2069 end",
    "{{ 7*7 }}{% raw %}[/b][bold]\x1b[31mred\x1b[0m\x00",
    "' onmouseover='window.pwned=5",
    "]]><!--<a href=javascript:window.pwned=6>-->",
)


def hostile() -> Report:
    """Return a report in which every text that comes from outside tries to run something."""
    articles = tuple(
        Article(
            path=f"in/{attack}.txt",
            text=f"{attack} says that {n + 3} people came. {attack}\n\nLast line {attack}",
            source=attack if n % 2 else f"{attack}{n}",
            title=attack,
            url=("javascript:window.pwned=7", "https://example.invalid/?q=<b>")[n % 2],
            published=date(2031, 1, n + 1),
        )
        for n, attack in enumerate(HOSTILE)
    )
    sides = [
        side(a, f"{attack} says that {n + 3} people came.", f"{n + 3} people", f"{n + 3} {attack}",
             f"count {attack} {n + 3}", attack)
        for n, (a, attack) in enumerate(zip(articles, HOSTILE, strict=True))
    ]  # fmt: skip
    findings = tuple(
        finding("quantity", Verdict.CONTRADICTION, f"How many {attack}?", f"Because {attack}.", (one, two),
                flips=f"if {attack}", rule=f"quantity.{attack}")
        for attack, one, two in zip(HOSTILE, sides, sides[1:] + sides[:1], strict=True)
    )  # fmt: skip
    skipped = tuple(Skipped(f"{attack}.txt", attack, f"since {attack}") for attack in HOSTILE)
    return Report(RUN, articles, findings, skipped, {}, (sides[0], sides[3]))


def many(count: int, seed: int = 7, stories: int = 0) -> Report:
    """Return a report of `count` findings over invented stories of five articles each."""
    rng = random.Random(seed)
    findings: list[Finding] = []
    articles: list[Article] = []
    stories = stories or max(1, count // 25)
    for story in range(stories):
        found = list(_story(story, count // stories + (story < count % stories), rng))
        articles += {s.article.path: s.article for f in found for s in f.sides}.values()
        findings += found
    findings.sort(key=lambda f: (-f.verdict.rank, -f.severity.rank, -f.confidence, f.fingerprint))
    return Report(RUN, tuple(articles), tuple(findings), statements={a.path: 30 for a in articles})


_TOWNS = ("Arkhaven", "Belmora", "Castrine", "Dunwell", "Eastmere", "Farrow", "Glenholt", "Hartsea")
_THINGS = ("boats", "houses", "witnesses", "ballots", "pupils", "trucks", "letters", "lamps")
_VERBS = ("seen", "counted", "moved", "burnt", "opened", "sold", "found", "repaired")
_FILLER = (
    "The town hall gave no further details, and the road stays closed until the weekend.",
    "Neighbours spoke of a long night; the baker on the corner opened an hour late.",
    "A spokeswoman said that the matter would be looked into, as it had been the year before.",
)


def _story(number: int, count: int, rng: random.Random) -> Iterator[Finding]:
    town = f"{rng.choice(_TOWNS)} {number}"
    start = date(2031, 1, 1) + timedelta(days=number % 300)
    asked = [(f"{_THINGS[n % 8]} {_VERBS[n // 8 % 8]}", n) for n in range(count)]
    values = [[rng.randint(2, 900) for _ in asked] for _ in range(5)]
    texts = [[f"In {town} {values[a][n]} {thing} on day {n}, it was said." for thing, n in asked] for a in range(5)]
    articles = [
        article(
            f"story{number:04}/{a}.txt",
            *(part for text in texts[a] for part in (text, rng.choice(_FILLER))),
            source=f"Outlet {a}",
            day=start + timedelta(days=a),
            title=f"What happened in {town}",
        )
        for a in range(5)
    ]
    for thing, n in asked:
        chosen = sorted(rng.sample(range(5), rng.choice((2, 2, 2, 3, 5))))
        sides = [
            side(
                articles[a], texts[a][n], str(values[a][n]), f"{values[a][n]} {thing}", f"count {thing} {values[a][n]}"
            )
            for a in chosen
        ]
        verdict = rng.choice(list(Verdict))
        severity = rng.choice(list(Severity))
        yield finding("quantity", verdict, f"How many {thing} in {town} on day {n}?", "The counts differ.", sides,
                      severity, round(rng.uniform(0.4, 1), 3))  # fmt: skip


def edited(report: Report, number: int, old: str, new: str, value: str) -> Report:
    """Return the report as it would be after one article was edited: other text, value and fingerprint."""
    finding = report.findings[number]
    side = next(s for s in finding.sides if old in s.text)
    text = side.article.text.replace(old, new)
    span = Span(side.span.start, side.span.end + len(new) - len(old))
    article: Article = replace(side.article, text=text)
    changed = replace(side, article=article, span=span, value=value, canonical=value)
    sides = tuple(changed if s is side else s for s in finding.sides)
    new_finding: Finding = replace(finding, sides=sides, fingerprint="0" * 16)
    findings = tuple(new_finding if n == number else f for n, f in enumerate(report.findings))
    return replace(report, findings=findings)
