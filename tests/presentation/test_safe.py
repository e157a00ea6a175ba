import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.presentation import safe

text = st.text(st.characters(codec=None), max_size=80)


@pytest.mark.parametrize(
    ("given_", "seen"),
    [
        ("safe\u202etxet", "safe[U+202E]txet"),
        ("a\u2066b\u2069c", "a[U+2066]b[U+2069]c"),
        ("\x1b[31mred", "[U+001B][31mred"),
        ("nul\x00", "nul[U+0000]"),
        ("soft\xadhyphen\u200b", "soft[U+00AD]hyphen[U+200B]"),
        ("lone \ud83d surrogate", "lone [U+D83D] surrogate"),
        ("tag \U000e0041", "tag [U+E0041]"),
        ("two\nlines\tand tab", "two\nlines\tand tab"),
    ],
)
def test_deceiving_characters_are_spelled_out(given_: str, seen: str) -> None:
    assert safe.visible(given_) == seen


@pytest.mark.parametrize("kept", ["می‌خواهم", "👩‍🚒", "שלום עולם", "مرحبا", "Łódź – “ça” ½ 世界", "e\u0301"])
def test_the_world_s_scripts_stay_as_they_are(kept: str) -> None:
    assert safe.visible(kept) == kept


@given(text)
def test_what_is_shown_can_be_written_and_reads_as_one_line(given_: str) -> None:
    shown = safe.html(given_)
    shown.encode("utf-8")
    assert "<" not in shown.replace("<bdi>", "").replace("</bdi>", "").replace("<span class=", "").replace(
        "</span>", ""
    )
    assert "\n" not in safe.one_line(given_)
    assert safe.visible(safe.visible(given_)) == safe.visible(given_)


def test_marks_are_named_for_who_asks() -> None:
    assert 'title="right-to-left override"' in safe.html("\u202e")


@pytest.mark.parametrize("url", ["https://example.org/a?b=c", "HTTP://example.org"])
def test_web_addresses_pass(url: str) -> None:
    assert safe.web_address(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " https://x", "data:text/html,x", "java\nscript:x", "https:///x", "https://a\u202eb", ""],
)
def test_other_addresses_are_not_links(url: str) -> None:
    assert safe.web_address(url) == ""
