"""The review in a terminal: two passages, one key for each decision.

The console, the keys and the prompt are handed in. Texts of articles are shown as plain text, never as markup, and
their control characters are spelled out: an article must not drive the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from factcheck.decisions import Choice, Decision
from factcheck.model import Side, Verdict
from factcheck.presentation.passages import Passage, opposed, passage
from factcheck.presentation.safe import one_line, visible
from factcheck.presentation.words import SIGNS, blind, certainty, day, short_name
from factcheck.review.queue import Filter, Item, Progress, Queue

KEYS = {"c": Choice.CONFIRMED, "d": Choice.DISMISSED, "u": Choice.UNSURE}
HELP = "c confirm   d dismiss   u unsure   s skip   z undo   n note   p probability   q quit"
_LEAVE = frozenset({"q", "Q", "\x03", "\x04", "\x1b", ""})
_WIDE = 100  # columns from which on passages stand side by side
_STYLES = {
    Verdict.CONTRADICTION: "bold red",
    Verdict.DISPUTE: "bold magenta",
    Verdict.UPDATE: "bold cyan",
    Verdict.UNDECIDED: "bold",
    Verdict.COMPATIBLE: "green",
    Verdict.AGREEMENT: "bold green",
}


def run(
    queue: Queue,
    console: Console,
    read_key: Callable[[], str],
    ask: Callable[[str], str],
    chosen: Filter | None = None,
) -> Progress:
    """Walk the open findings until none is left or the reviewer quits; every decision is on the disk at once.

    `read_key` waits for one key and returns it, `ask` shows a prompt and returns a line.
    """
    return _Session(queue, console, read_key, ask, chosen or Filter()).run()


@dataclass(slots=True)
class _Session:
    queue: Queue
    console: Console
    read_key: Callable[[], str]
    ask: Callable[[str], str]
    chosen: Filter
    note: str = ""

    def run(self) -> Progress:
        item = self.queue.next(self.chosen)
        try:
            while item:
                self._show(item)
                item = self._step(item)
        except (KeyboardInterrupt, EOFError):
            pass
        progress = self.queue.progress(self.chosen)
        self._say(f"{progress.decided} of {progress.total} decided, {progress.left} open. Run it again to go on.")
        return progress

    def _step(self, item: Item) -> Item | None:
        """Take keys until one leads on; return the next item, None to leave."""
        name = item.finding.fingerprint
        while True:
            key = self.read_key()
            if key in _LEAVE:
                return None
            match key.lower():
                case "c" | "d" | "u" as choice:
                    self._decide(item, KEYS[choice])
                    return self.queue.next(self.chosen, after=name)
                case "s":
                    following = self.queue.next(self.chosen, after=name)
                    self.queue.skip(name)
                    self.note = ""
                    return following
                case "z":
                    return self._undo() or item
                case "n":
                    self.note = self.ask("note: ").strip()
                case "p":
                    self._say(_probability(item))
                case _:
                    self._say(HELP)

    def _decide(self, item: Item, choice: Choice) -> None:
        self.queue.decide(item.finding.fingerprint, choice, self.note)
        self.note = ""
        self._say(f"{choice.value}. {_probability(item)}")
        for other in item.opinions:
            if other.reviewer != self.queue.reviewer:
                agrees = "agrees" if other.choice is choice else "disagrees"
                self._say(f"{one_line(other.reviewer)} {agrees}: {_opinion(other)}")

    def _undo(self) -> Item | None:
        taken = self.queue.undo()
        if taken is None:
            self._say("nothing to undo")
            return None
        self._say(f"took back: {taken.choice.value}")
        return self.queue.find(taken.fingerprint)

    def _say(self, line: str) -> None:
        self.console.print(Text(line, style="dim"))

    def _show(self, item: Item) -> None:
        progress = self.queue.progress(self.chosen)
        for part in _screen(item, progress, self.queue.reviewer, self.chosen.disputed, self.console.width):
            self.console.print(part)
        self._say(HELP)


def _probability(item: Item) -> str:
    finding = item.finding
    return f"The program's confidence: {finding.confidence:.2f} ({certainty(finding.confidence)})."


def _opinion(decision: Decision) -> str:
    reason = f", {one_line(decision.reason)}" if decision.reason else ""
    return f"{decision.choice.value} on {decision.time.date()}{reason}"


def _screen(item: Item, progress: Progress, reviewer: str, show_opinions: bool, width: int) -> Sequence[RenderableType]:
    finding = item.finding
    head = Text(f"\n{progress.decided + 1} of {progress.total}  ", style="dim")
    head.append(f"{SIGNS[finding.verdict]} {finding.verdict.value}", _STYLES[finding.verdict])
    head.append(f", {finding.severity.value}, {one_line(finding.kind)}", "dim")
    parts: list[RenderableType] = [head, Text(one_line(finding.question), style="bold")]
    parts.append(Text(one_line(blind(finding.reason))))
    left, right = opposed(finding)
    one, other = finding.sides[left], finding.sides[right]
    panels = [_panel(one, passage(one, other)), _panel(other, passage(other, one))]
    parts.append(_beside(panels) if width >= _WIDE else Group(*panels))
    for index, side in enumerate(finding.sides):
        if index not in (left, right):
            parts.append(Text(f"  also {_who(side)}: {one_line(side.value)}", style="dim"))
    if finding.flips:
        parts.append(Text(f"What would change this: {one_line(finding.flips)}", style="dim"))
    return [*parts, *_history(item, reviewer, show_opinions)]


def _history(item: Item, reviewer: str, show_opinions: bool) -> list[RenderableType]:
    lines = []
    if item.earlier:
        lines.append(f"It was decided before: {one_line(item.earlier.reviewer)}, {_opinion(item.earlier)}. Since then:")
        for change in item.changes:
            lines.append(f"  {one_line(change.source)}: was {_said(change.was)}")
            lines.append(f"  {' ' * len(one_line(change.source))}  now {_said(change.now)}")
    if item.expired:
        lines.append(f"Its last decision has expired: {_opinion(item.opinions[-1])}")
    elif show_opinions or item.by(reviewer):
        lines += [f"{one_line(d.reviewer)}: {_opinion(d)}" for d in item.opinions]
    return [Text(line, style="yellow") for line in lines]


def _said(told: str | None) -> str:
    return "nothing" if told is None else one_line(told)


def _who(side: Side) -> str:
    speaker = f", quoting {one_line(side.speaker)}" if side.speaker else ""
    return f"{_name(side)}{speaker}"


def _name(side: Side) -> str:
    return ", ".join(filter(None, (one_line(short_name(side.article)), day(side.article))))


def _panel(side: Side, shown: Passage) -> Panel:
    # the value stands inside: a title that does not fit is cut
    body = Text(one_line(side.value), style="bold")
    if side.speaker:
        body.append(f"  quoting {one_line(side.speaker)}", "dim")
    said = Text("\n\n" + ("… " if shown.cut_before else "") + visible(shown.before), "dim")
    for run in shown.runs:
        style = "bold reverse" if run.value else "underline" if run.differs else "not dim"
        said.append(visible(run.text), f"not dim {style}" if run.value or run.differs else style)
    said.append(visible(shown.after) + (" …" if shown.cut_after else ""))
    return Panel(Text.assemble(body, said), title=Text(_name(side)), title_align="left")


def _beside(panels: Sequence[Panel]) -> Table:
    grid = Table.grid(expand=True, padding=(0, 1))
    for _ in panels:
        grid.add_column(ratio=1)
    grid.add_row(*panels)
    return grid
