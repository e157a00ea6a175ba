import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from factcheck.decisions import Choice
from factcheck.review import log, terminal
from factcheck.review.queue import Filter, Progress, Queue
from tests.report.fixtures import bridge, hostile
from tests.review.test_queue import Clock


class Person:
    """Presses the keys given, then quits; types the lines given."""

    def __init__(self, keys: str, *lines: str) -> None:
        self.keys: Iterator[str] = iter(keys)
        self.lines = iter(lines)

    def key(self) -> str:
        return next(self.keys, "q")

    def line(self, _: str) -> str:
        return next(self.lines)


def review(
    queue: Queue, keys: str, *lines: str, width: int = 120, chosen: Filter | None = None
) -> tuple[str, Progress]:
    screen = io.StringIO()
    person = Person(keys, *lines)
    console = Console(file=screen, width=width, force_terminal=False, color_system=None)
    progress = terminal.run(queue, console, person.key, person.line, chosen)
    return screen.getvalue(), progress


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return Queue(bridge(), tmp_path / log.NAME, "Mara", clock=Clock())


def test_one_key_decides_and_the_next_finding_follows(queue: Queue) -> None:
    _, progress = review(queue, "cdu")
    decided = [(d.question, d.choice) for d in log.read(queue.path).decisions]
    assert decided == [
        ("How many people were killed?", Choice.CONFIRMED),
        ("When did the bridge give way?", Choice.DISMISSED),
        ("What office does Orla Venn hold?", Choice.UNSURE),
    ]
    assert progress.left == 1


def test_the_confidence_is_hidden_until_decided_or_asked_for(queue: Queue) -> None:
    shown, _ = review(queue, "")
    assert "0.93" not in shown
    assert "likely" not in shown
    shown, _ = review(queue, "p")
    assert "0.93 (very likely)" in shown
    shown, _ = review(queue, "c")
    assert "confirmed. The program's confidence: 0.93" in shown


def test_the_probability_in_a_reason_is_hidden_too(queue: Queue) -> None:
    from dataclasses import replace

    first = replace(queue.report.findings[0], reason="15, then 13; too uncertain to call (43%)")
    queue.report = replace(queue.report, findings=(first,))
    shown, _ = review(queue, "")
    assert "15, then 13" in shown
    assert "43" not in shown


def test_both_passages_and_values_are_shown_at_any_width(queue: Queue) -> None:
    for width in (60, 120):
        shown, _ = review(queue, "", width=width)
        flat = " ".join(shown.split())
        assert "Fifteen people" in flat
        assert "Northern Post, 2031-03-04" in flat
        assert "13 people" in flat


def test_undo_shows_the_finding_again(queue: Queue) -> None:
    shown, progress = review(queue, "cz")
    assert shown.count("How many people were killed?") == 2
    assert "took back: confirmed" in shown
    assert progress.decided == 0


def test_undo_with_nothing_to_undo_says_so(queue: Queue) -> None:
    shown, _ = review(queue, "z")
    assert "nothing to undo" in shown


def test_a_note_goes_with_the_decision_and_only_with_that(queue: Queue) -> None:
    review(queue, "ndc", "counts the missing too")
    assert [d.reason for d in log.read(queue.path).decisions] == ["counts the missing too", ""]


def test_skipping_goes_on_and_decides_nothing(queue: Queue) -> None:
    shown, progress = review(queue, "ss")
    assert "What office does Orla Venn hold?" in shown
    assert progress.decided == 0
    assert not queue.path.exists()


def test_skipping_the_only_finding_comes_back_to_it(queue: Queue) -> None:
    _, progress = review(queue, "sc", chosen=Filter(kinds=frozenset({"time"})))
    assert progress.left == 0


def test_an_unknown_key_shows_the_keys(queue: Queue) -> None:
    shown, _ = review(queue, "x")
    assert shown.count(terminal.HELP) == 2


@pytest.mark.parametrize("key", ["q", "\x03", "\x04", ""])
def test_leaving_keeps_what_was_decided(queue: Queue, key: str) -> None:
    keys = iter(["c", key])
    console = Console(file=io.StringIO(), width=100)
    progress = terminal.run(queue, console, lambda: next(keys), str)
    assert progress.decided == 1


def test_an_interrupt_leaves_quietly(queue: Queue) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    assert terminal.run(queue, Console(file=io.StringIO()), interrupted, str).decided == 0


def test_another_reviewer_s_opinion_is_told_after_the_decision(queue: Queue) -> None:
    queue.decide(queue.report.findings[0].fingerprint, Choice.DISMISSED, "old figure")
    second = Queue(queue.report, queue.path, "Finn", second=True, clock=queue.clock)
    shown, _ = review(second, "c")
    before, after = shown.split("confirmed.", 1)
    assert "old figure" not in before
    assert "Mara disagrees: dismissed on 2031-03-09, old figure" in after


def test_a_changed_finding_tells_what_changed(queue: Queue) -> None:
    from tests.review.test_queue import edited

    queue.decide(queue.report.findings[0].fingerprint, Choice.DISMISSED)
    report = edited(queue.report, 0, "Fifteen people", "Sixteen people", "16 people")
    shown, _ = review(Queue(report, queue.path, "Mara", clock=queue.clock), "", width=200)
    assert "It was decided before: Mara, dismissed on 2031-03-09" in shown
    assert "was 15 people: Fifteen people" in shown
    assert "now 16 people: Sixteen people" in shown


def test_articles_can_neither_mark_up_nor_drive_the_terminal(tmp_path: Path) -> None:
    queue = Queue(hostile(), tmp_path / log.NAME, "Mara", clock=Clock(datetime(2031, 1, 9, tzinfo=UTC)))
    shown, progress = review(queue, "c" * 8)
    assert progress.left == 0
    assert "\x1b" not in shown
    assert "\x00" not in shown
    assert "\u202e" not in shown
    assert "[/b][bold][U+001B][31mred" in shown
    assert "[U+202E]" in shown
