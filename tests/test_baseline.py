import json
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import baseline
from factcheck.baseline import Baseline, Entry
from factcheck.errors import StoreError
from factcheck.findings import fold
from factcheck.identity import fingerprint, pairs
from factcheck.model import Finding, Report, Run, State, Verdict
from factcheck.report.json import render as as_report
from tests.factories import article, compared, fact, statement

CONTRADICTION, UPDATE, DISPUTE, AGREEMENT = Verdict.CONTRADICTION, Verdict.UPDATE, Verdict.DISPUTE, Verdict.AGREEMENT


def finding(*links: tuple[str, str, Verdict], texts: dict[str, str] | None = None, source: str = "") -> Finding:
    """A finding over articles that say 'The barn was WORD.', by word; each link is two words and a verdict."""
    facts = {}
    for word in {word for link in links for word in link[:2]}:
        text = (texts or {}).get(word, f"The barn was {word}.")
        facts[word] = fact(statement(article(text, f"{word}.txt", source)), word)
    found = fold([compared(facts[a], facts[b], verdict) for a, b, verdict in links], lambda _: "Which colour?", 0.5)
    assert len(found) == 1
    return found[0]


TWO = finding(("red", "blue", CONTRADICTION))


def reread(*findings: Finding) -> Baseline:
    return baseline.parse(json.loads(baseline.render(baseline.of(findings))))


def test_a_pair_of_two_sides_has_the_fingerprint_of_its_finding():
    assert pairs(TWO) == {TWO.fingerprint: CONTRADICTION}


def test_what_is_written_is_known_when_read_again():
    assert reread(TWO).knows(TWO, CONTRADICTION)
    assert not Baseline().knows(TWO, CONTRADICTION)


def test_a_source_that_agrees_joins_without_reopening():
    three = finding(("red", "blue", CONTRADICTION), ("red", "scarlet", AGREEMENT), ("blue", "scarlet", AGREEMENT))
    assert three.fingerprint != TWO.fingerprint
    assert reread(TWO).knows(three, CONTRADICTION)


def test_a_source_that_contradicts_reopens():
    three = finding(("red", "blue", CONTRADICTION), ("red", "green", CONTRADICTION), ("blue", "green", AGREEMENT))
    assert not reread(TWO).knows(three, CONTRADICTION)


def test_a_source_that_leaves_reopens_nothing():
    three = finding(("red", "blue", CONTRADICTION), ("red", "green", CONTRADICTION), ("blue", "green", CONTRADICTION))
    assert reread(three).knows(TWO, CONTRADICTION)


@pytest.mark.parametrize(
    "changed",
    [
        finding(("red", "green", CONTRADICTION)),
        finding(("red", "blue", CONTRADICTION), texts={"blue": "The barn was blue, she said."}),
        finding(("red", "blue", CONTRADICTION), texts={"red": "The old barn was red."}),
    ],
)
def test_another_value_or_text_on_either_side_reopens(changed):
    assert not reread(TWO).knows(changed, CONTRADICTION)


def test_a_moved_line_break_or_file_reopens_nothing():
    moved = finding(("red", "blue", CONTRADICTION), texts={"blue": "The barn\nwas   blue."})
    assert reread(TWO).knows(moved, CONTRADICTION)


def test_an_update_that_became_a_contradiction_reopens():
    update = finding(("red", "blue", UPDATE))
    assert update.fingerprint == TWO.fingerprint
    assert reread(update).knows(update, UPDATE)
    assert not reread(update).knows(TWO, CONTRADICTION)
    assert reread(TWO).knows(update, UPDATE)


def test_only_pairs_that_could_fail_need_to_be_known():
    three = finding(("red", "blue", CONTRADICTION), ("red", "green", UPDATE), ("blue", "green", AGREEMENT))
    assert reread(TWO).knows(three, CONTRADICTION)
    assert not reread(TWO).knows(three, UPDATE)


def test_entries_that_match_nothing_are_gone():
    known = reread(TWO, finding(("red", "green", CONTRADICTION)))
    gone = known.gone([TWO])
    assert [entry.values for entry in gone] == [("green", "red")]
    assert not known.gone([TWO, finding(("red", "green", UPDATE))])
    assert len(known.gone([finding(("red", "blue", AGREEMENT))])) == 2


def test_dismissed_and_harmless_findings_are_left_out():
    kept = baseline.of(
        [replace(TWO, state=State.DISMISSED), finding(("red", "blue", AGREEMENT)), finding(("red", "green", DISPUTE))]
    )
    assert [entry.verdict for entry in kept.entries] == [DISPUTE]


def test_the_file_has_a_finding_a_line_sorted_without_places_scores_and_dates():
    many = [finding(("red", word, CONTRADICTION)) for word in ("blue", "green", "white")]
    text = baseline.render(baseline.of(many))
    assert text == baseline.render(baseline.of(many[::-1]))
    head, *lines, end = text.splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 3
    assert (head, end) == ('{"schema": "factcheck/baseline/1", "findings": [', "null]}")
    for line in lines:
        assert set(json.loads(line.rstrip(","))) == {"fingerprint", "verdict", "pairs", "kind", "question", "values"}
        assert ".txt" not in line


WORDS = st.sampled_from([f"colour{n}" for n in range(30)])


@settings(max_examples=15, deadline=None)
@given(base=st.sets(WORDS, min_size=1, max_size=6), ours=st.sets(WORDS), theirs=st.sets(WORDS))
def test_two_branches_merge_by_union_into_what_both_know(tmp_path_factory, base, ours, theirs):
    folder = tmp_path_factory.mktemp("merge")
    names = ["ours", "base", "theirs"]
    for name, words in zip(names, (base | ours, base, base | theirs), strict=True):
        known = baseline.of(finding(("red", word, CONTRADICTION)) for word in words)
        (folder / name).write_text(baseline.render(known))
    subprocess.run(["git", "merge-file", "--union", *names], cwd=folder, check=True)
    merged = baseline.read(folder / "ours")
    for word in base | ours | theirs:
        assert merged.knows(finding(("red", word, CONTRADICTION)), CONTRADICTION)


def test_a_json_report_of_an_earlier_run_serves_as_a_baseline(tmp_path):
    dismissed = replace(finding(("red", "green", CONTRADICTION)), state=State.DISMISSED)
    report = Report(Run("0", "0" * 16), tuple(s.article for s in TWO.sides), (TWO, dismissed))
    (tmp_path / "old.json").write_text(as_report(report))
    known = baseline.read(tmp_path / "old.json")
    assert known.knows(TWO, CONTRADICTION)
    assert not known.knows(dismissed, CONTRADICTION)


def test_upgrades_follow_each_other(monkeypatch):
    entry = {"fingerprint": TWO.fingerprint, "verdict": "contradiction", "kind": "", "question": "", "values": []}
    steps = {
        "test/0": lambda old: {"schema": "test/1", "findings": [{"fingerprint": old["known"][0]}]},
        "test/1": lambda old: {"schema": baseline.SCHEMA, "findings": [{**entry, **old["findings"][0], "pairs": {}}]},
    }
    monkeypatch.setattr(baseline, "UPGRADES", steps)
    assert baseline.parse({"schema": "test/0", "known": [TWO.fingerprint]}).knows(TWO, CONTRADICTION)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", r"damaged.*\(no JSON from line 1, column 1"),
        (b"[]", "no object with a schema.*; delete it and make it anew with: factcheck baseline PATHS -o "),
        (b'{"schema": "factcheck/report/9", "findings": []}', "its schema is 'factcheck/report/9'"),
        (b"[" * 100_000, "delete it and make it anew"),
        (b"\xff\xfe", "not UTF-8"),
        (b'{"schema": "factcheck/baseline/99", "findings": []}', "'factcheck/baseline/99', .*install the newer"),
        (b'{"schema": "factcheck/baseline/1", "findings": [{}]}', "it holds no 'fingerprint'"),
        (b'{"schema": "factcheck/baseline/1"}', "it holds no 'findings'"),
        (b"<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n", "merge=union"),
        (None, "factcheck baseline PATHS"),
    ],
)
def test_a_file_that_is_none_is_named_with_the_remedy(tmp_path, content, said):
    path = tmp_path / "b.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=said) as caught:
        baseline.read(path)
    assert str(path) in str(caught.value)


def test_a_folder_is_no_baseline(tmp_path):
    with pytest.raises(
        StoreError, match=r"is a folder, not a baseline; name the file, mostly .*factcheck-baseline.json"
    ):
        baseline.read(tmp_path)


def test_entries_carry_no_more_than_their_pairs():
    entry = Entry("f" * 16, CONTRADICTION, {fingerprint("word", TWO.sides): CONTRADICTION})
    assert Baseline((entry,)).knows(TWO, CONTRADICTION)
