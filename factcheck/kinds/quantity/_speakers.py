"""Whether two speakers are one, by the words that name them."""

from __future__ import annotations

_BEHIND = frozenset(("at", "by", "for", "from", "in", "of", "on", "to", "with"))  # behind the words that name a speaker


def one_speaker(one: str, other: str) -> bool:
    """Tell whether the last word that names one speaker also names the other: "Minister Ana Pell" and "Pell"."""
    first, second = _naming(one), _naming(other)
    return first[-1] in second or second[-1] in first


def _naming(speaker: str) -> list[str]:
    """Return the words up to a preposition; behind a single word it may be of the name: "Bank of Arl"."""
    words = [word for word in speaker.split() if word.lower() not in ("a", "an", "the")] or speaker.split()
    end = next((i for i, word in enumerate(words) if i and word in _BEHIND), len(words))
    whole = end == 1 and words[0][:1].isupper()
    return words if whole else words[:end]


def somebody(speaker: str) -> bool:
    """Tell whether a speaker has a name, a title before it or not; "Tarn Police" are many."""
    words = speaker.split()
    return bool(words) and words[-1][:1].isupper() and words[-1].lower() not in ("police", "officials", "authorities")
