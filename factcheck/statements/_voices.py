"""What is known of who speaks in one statement: its words, which of them are quoted, the cue that was found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcheck.model import Block
from factcheck.statements._cues import Cue, Way
from factcheck.statements._layout import Paragraph
from factcheck.statements._people import Token, tokens
from factcheck.statements._pieces import Piece
from factcheck.statements._quotes import Quotes

_MOSTLY = 0.9
_LONGEST_SUBJECT = 13


@dataclass(slots=True)
class Voice:
    """The words of one piece and what has been learnt of its speaker.

    `passes` is who speaks in a quotation that may follow: the same as `speaker` unless the piece only introduces
    words ("RIA quoted Pell."). `colon` says that what follows is introduced. `share` and `count` tell how much of
    the piece, in words, stands in quotation marks.
    """

    words: Sequence[Token]
    quoted: Sequence[bool]
    speaker: str = ""
    passes: str = ""
    colon: bool = False
    cue: Cue | None = None
    share: float = 0.0
    count: int = 0

    def __post_init__(self) -> None:
        said = [q for q, word in zip(self.quoted, self.words, strict=True) if word.text[0].isalnum()]
        self.count = sum(said)
        self.share = self.count / len(said) if said else 0.0

    @property
    def all_quoted(self) -> bool:
        """Whether nearly all of it stands in quotation marks."""
        return self.share >= _MOSTLY

    @property
    def ends_in_colon(self) -> bool:
        """Whether it announces what follows."""
        return bool(self.words) and self.words[-1].text == ":"

    def place(self, token: Token) -> int:
        """Return where `token` stands among the words."""
        return bisect_left(self.words, token.start, key=lambda word: word.start)

    def content(self, irregular: frozenset[str]) -> tuple[Sequence[Token], bool]:
        """Return the words without the clause that attributes them, and whether that clause is in the past.

        `irregular` are past forms that do not end in -ed.
        """
        if self.cue is None or not self.speaker:
            return self.words, False
        at, first = self.cue.at, self.place(self.cue.who[0])
        if self.cue.way is Way.ACCORDING:
            after = self.place(self.cue.who[-1]) + 1
            return [*self.words[:at], *self.words[after:]], False
        verb = self.words[at].text.casefold()
        inverted = first > at
        behind = 0 < first < at <= first + _LONGEST_SUBJECT and self._closing(at, first)
        closing = not self.cue.opens and (inverted or behind)
        said = self.words[: min(at, first)] if closing else self.words[at + 1 :]
        return said, verb in irregular or verb.endswith("ed")

    def _closing(self, at: int, first: int) -> bool:
        """Tell whether subject and verb stand behind the words of speech."""
        behind = self.words[first - 1].text in ',”"’–—' or self.quoted[first - 1]
        ends = at + 1 >= len(self.words) or self.words[at + 1].text in ".,;"
        return behind and (ends or first > len(self.words) / 2)


def listen(plain: str, pieces: Sequence[Piece], paragraphs: Sequence[Paragraph]) -> list[Voice]:
    """Cut every piece into words and tell which of them stand in quotation marks."""
    spans = {paragraph.number: paragraph.span for paragraph in paragraphs}
    number, quotes = -1, Quotes((), ())
    out: list[Voice] = []
    for piece in pieces:
        if piece.paragraph != number:
            span, number = spans[piece.paragraph], piece.paragraph
            quotes = Quotes.of(plain, span.start, max(span.end, piece.end))
        words = tokens(plain, piece.start, piece.end)
        out.append(Voice(words, [quotes.holds(word.start) for word in words]))
    return out


def quoted_blocks(pieces: Sequence[Piece], voices: Sequence[Voice]) -> list[Piece]:
    """Mark as quotations the paragraphs that a colon introduces."""
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        said = False
        if i and piece.block is Block.BODY:
            fresh = pieces[i - 1].paragraph != piece.paragraph
            introduced = fresh and voices[i - 1].ends_in_colon and bool(voices[i - 1].passes)
            said = introduced or (not fresh and out[-1].block is Block.QUOTE)
        out.append(replace(piece, block=Block.QUOTE) if said else piece)
    return out
