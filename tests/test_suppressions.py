import pytest

from factcheck.suppressions import find

FINGERPRINT = "0123456789abcdef"


@pytest.mark.parametrize("between", [" ", ": ", " - ", " — ", "\n  "])
def test_a_comment_names_a_finding_and_a_reason(between):
    text = (
        f"One.\r\nTwo.\n<!-- factcheck: ignore {FINGERPRINT}{between}both were counted,\n  at other hours -->\nThree."
    )
    (found,) = find(text, "a.md")
    assert (found.path, found.line, found.fingerprint) == ("a.md", 3, FINGERPRINT)
    assert found.reason == "both were counted, at other hours"
    assert not found.problem


@pytest.mark.parametrize(
    ("comment", "problem"),
    [
        (f"<!-- factcheck: ignore {FINGERPRINT} -->", "no reason"),
        ("<!-- factcheck: ignore everything -->", "not understood"),
        (f"<!-- factcheck: forget {FINGERPRINT} because -->", "not understood"),
        (f"<!-- factcheck: ignore {FINGERPRINT}0 because -->", "not understood"),
    ],
)
def test_a_comment_that_cannot_be_followed_says_why(comment, problem):
    (found,) = find(comment, "a.md")
    assert problem in found.problem


def test_the_colon_may_be_forgotten():
    (found,) = find(f"<!-- factcheck ignore {FINGERPRINT} both were counted -->", "a.md")
    assert (found.fingerprint, found.reason) == (FINGERPRINT, "both were counted")
    (found,) = find("<!-- factcheck ignore -->", "a.md")
    assert "not understood" in found.problem


def test_other_comments_are_not_for_us():
    assert not list(find(f"<!-- ignore {FINGERPRINT} --> factcheck: ignore {FINGERPRINT} reason", "a.md"))
    assert not list(find("<!-- factcheck found nothing here --><!-- factchecking: ignore it -->", "a.md"))
    assert len(list(find(f"<!--factcheck:ignore {FINGERPRINT} x--><!--FACTCHECK: Ignore {FINGERPRINT} y-->", "a"))) == 2
