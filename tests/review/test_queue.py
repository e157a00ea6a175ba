from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from factcheck.decisions import Choice
from factcheck.model import Severity, State, Verdict
from factcheck.review import log
from factcheck.review.queue import Filter, Queue
from tests.report.fixtures import bridge, edited, many


class Clock:
    """Ticks a second at each look."""

    def __init__(self, start: datetime = datetime(2031, 3, 9, 12, tzinfo=UTC)) -> None:
        self.now = start

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def queue(tmp_path: Path) -> Queue:
    return Queue(bridge(), tmp_path / log.NAME, "Mara", clock=Clock())


def open_questions(queue: Queue, chosen: Filter | None = None) -> list[str]:
    return [item.finding.question for item in queue.open(chosen)]


def test_discrepancies_come_gravest_first_and_agreements_not_at_all(queue: Queue) -> None:
    assert open_questions(queue) == [
        "How many people were killed?",
        "When did the bridge give way?",
        "What office does Orla Venn hold?",
        "Was a warning given?",
    ]


def test_a_whole_review_then_nothing_is_left(queue: Queue) -> None:
    while item := queue.next():
        queue.decide(item.finding.fingerprint, Choice.DISMISSED)
    progress = queue.progress()
    assert (progress.total, progress.decided, progress.left) == (4, 4, 0)
    assert progress.choices == {Choice.DISMISSED: 4}


def test_a_new_queue_resumes_where_the_old_one_stopped(queue: Queue) -> None:
    first = queue.next()
    assert first is not None
    queue.decide(first.finding.fingerprint, Choice.CONFIRMED)
    resumed = Queue(queue.report, queue.path, "Mara", clock=Clock())
    assert open_questions(resumed)[0] == "When did the bridge give way?"
    assert resumed.progress().decided == 1


def test_skipped_findings_come_last_in_the_order_skipped(queue: Queue) -> None:
    for item in queue.open()[:2]:
        queue.skip(item.finding.fingerprint)
    assert open_questions(queue)[2:] == ["How many people were killed?", "When did the bridge give way?"]
    assert queue.progress().skipped == 2


def test_next_after_the_last_goes_round(queue: Queue) -> None:
    names = [item.finding.fingerprint for item in queue.open()]
    following = queue.next(after=names[-1])
    assert following is not None
    assert following.finding.fingerprint == names[0]


def test_undo_takes_back_one_decision_after_another_across_restarts(queue: Queue) -> None:
    names = [item.finding.fingerprint for item in queue.open()]
    for name in names[:3]:
        queue.decide(name, Choice.CONFIRMED)
    resumed = Queue(queue.report, queue.path, "Mara", clock=Clock(datetime(2031, 3, 10, tzinfo=UTC)))
    undone = [resumed.undo() for _ in range(4)]
    assert [d and d.fingerprint for d in undone] == [names[2], names[1], names[0], None]
    assert open_questions(resumed) == open_questions(queue)
    assert resumed.progress().decided == 0
    assert len(log.read(queue.path).decisions) == 6


def test_undo_leaves_the_decisions_of_others_and_of_other_reports(queue: Queue) -> None:
    other = Queue(queue.report, queue.path, "Finn", clock=queue.clock)
    elsewhere = Queue(many(5), queue.path, "Mara", clock=queue.clock)
    name = queue.report.findings[0].fingerprint
    other.decide(name, Choice.DISMISSED)
    elsewhere.decide(elsewhere.report.findings[0].fingerprint, Choice.DISMISSED)
    assert queue.undo() is None


def test_two_queues_on_one_log_see_each_other_at_once(queue: Queue) -> None:
    other = Queue(queue.report, queue.path, "Finn", clock=queue.clock)
    name = queue.report.findings[0].fingerprint
    other.decide(name, Choice.DISMISSED)
    assert "How many people were killed?" not in open_questions(queue)


def test_a_second_opinion_is_asked_and_a_dispute_shown(queue: Queue) -> None:
    name = queue.report.findings[0].fingerprint
    queue.decide(name, Choice.CONFIRMED)
    second = Queue(queue.report, queue.path, "Finn", second=True, clock=queue.clock)
    assert open_questions(second)[0] == "How many people were killed?"
    second.decide(name, Choice.DISMISSED)
    (item,) = second.items(Filter(disputed=True))
    assert [(d.reviewer, d.choice) for d in item.opinions] == [
        ("Mara", Choice.CONFIRMED),
        ("Finn", Choice.DISMISSED),
    ]
    assert second.settled(item)


def test_filters(queue: Queue) -> None:
    assert open_questions(queue, Filter(kinds=frozenset({"time"}))) == ["When did the bridge give way?"]
    assert open_questions(queue, Filter(severities=frozenset({Severity.MINOR}))) == ["What office does Orla Venn hold?"]
    assert open_questions(queue, Filter(sources=frozenset({"bridge/radio.txt"}))) == ["When did the bridge give way?"]
    assert "What do the repairs cost?" in open_questions(queue, Filter(verdicts=frozenset()))
    name = queue.report.findings[1].fingerprint
    queue.decide(name, Choice.UNSURE)
    (item,) = queue.items(Filter(reviewer="Mara"))
    assert item.finding.fingerprint == name
    assert open_questions(queue, Filter(reviewer="Mara", decided=True)) == ["When did the bridge give way?"]


def test_an_expired_decision_is_open_again_and_says_so(queue: Queue) -> None:
    name = queue.report.findings[0].fingerprint
    queue.decide(name, Choice.DISMISSED, expiry=date(2031, 3, 31))
    assert "How many people were killed?" not in open_questions(queue)
    later = Queue(queue.report, queue.path, "Mara", clock=Clock(datetime(2031, 4, 1, tzinfo=UTC)))
    item = later.next()
    assert item is not None
    assert item.expired


def test_a_clock_put_back_does_not_undo_what_was_decided_later(queue: Queue) -> None:
    name = queue.report.findings[0].fingerprint
    queue.decide(name, Choice.CONFIRMED)
    slow = Queue(queue.report, queue.path, "Mara", clock=Clock(datetime(2030, 1, 1, tzinfo=UTC)))
    slow.decide(name, Choice.DISMISSED)
    item = queue.find(name)
    assert item is not None
    assert item.holding is not None
    assert item.holding.choice is Choice.DISMISSED


def test_a_finding_that_changed_is_shown_again_with_what_changed(queue: Queue) -> None:
    queue.decide(queue.report.findings[0].fingerprint, Choice.DISMISSED, reason="the post counts the missing")
    report = edited(queue.report, 0, "Fifteen people", "Sixteen people", "16 people")
    again = Queue(report, queue.path, "Mara", clock=queue.clock)
    item = again.next()
    assert item is not None
    assert item.finding == report.findings[0]
    assert item.earlier is not None
    assert item.earlier.reason == "the post counts the missing"
    assert [change.source for change in item.changes] == ["Northern Post"]


def test_what_a_comment_in_the_text_accepts_is_not_asked(queue: Queue) -> None:
    first = replace(queue.report.findings[0], state=State.DISMISSED)
    report = replace(queue.report, findings=(first, *queue.report.findings[1:]))
    accepted = Queue(report, queue.path, "Mara", clock=queue.clock)
    assert open_questions(accepted)[0] == "When did the bridge give way?"
    accepted.decide(first.fingerprint, Choice.DISMISSED)
    accepted.undo()
    assert open_questions(accepted)[0] == "How many people were killed?"


def test_find_by_the_beginning_of_a_fingerprint(queue: Queue) -> None:
    name = queue.report.findings[0].fingerprint
    found = queue.find(name[:10])
    assert found is not None
    assert found.finding.fingerprint == name
    assert queue.find("") is None
    assert queue.find("zz") is None


def test_a_decision_on_an_unknown_finding_is_refused(queue: Queue) -> None:
    with pytest.raises(KeyError):
        queue.decide("f" * 16, Choice.CONFIRMED)
    assert not queue.path.exists()


def test_verdicts_that_agree_are_out_of_the_default_queue() -> None:
    assert Verdict.AGREEMENT not in Filter().verdicts
    assert Verdict.UPDATE not in Filter().verdicts
