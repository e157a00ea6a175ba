"""Who says each statement: cues read, pronouns and descriptions resolved, quotations given to their speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from factcheck._statements_cues import Cue, Reader, Way
from factcheck._statements_layout import Paragraph
from factcheck._statements_people import Names, People, Token, tokens
from factcheck._statements_pieces import Piece
from factcheck._statements_quotes import Quotes
from factcheck.model import Block

_SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_NOBODY = frozenset(
    [
        "i", "we", "you", "who", "which", "that", "there", "this", "these", "those", "what", "nobody", "one", "me", "us", "it", "no", "nothing", "anyone", "everyone", "none", "and", "but", "or", "their", "his", "its", "my", "your", "our",
    ]
)  # fmt: skip
_PAST = frozenset(["said", "told", "wrote", "spoke", "found", "put", "thought", "knew", "felt"])
_DROPPED = frozenset(
    ["the", "a", "an", "both", "but", "and", "or", "so", "yet", "also", "meanwhile", "however", "then"]
)
_EMBEDDING = frozenset(
    ["after", "because", "when", "while", "which", "who", "before", "since", "where", "whom", "although", "though", "that", "than", "what", "until", "whose", "if", "whether"]
)  # fmt: skip
_POSSESSIVE = re.compile(r"[’']s?$")
_DOCUMENTS = frozenset(["statement", "report", "letter", "post", "tweet", "release", "email", "article", "message"])
_MOSTLY = 0.9
_SHORTEST_QUOTE = 3
_MOST_CUES = 12


@dataclass(slots=True)
class _Voice:
    """What is known about who speaks in one piece."""

    words: list[Token]
    quoted: list[bool]
    speaker: str = ""
    passes: str = ""
    """The speaker of a quotation that may follow; equals `speaker` unless the piece only introduces words."""
    colon: bool = False
    cue: Cue | None = None

    @property
    def content(self) -> tuple[Sequence[Token], bool]:
        """The words without the clause that attributes them, and whether that clause is in the past."""
        if self.cue is None or not self.speaker:
            return self.words, False
        at, first = self.cue.at, bisect_left(self.words, self.cue.who[0].start, key=lambda word: word.start)
        if self.cue.way is Way.ACCORDING:
            after = bisect_left(self.words, self.cue.who[-1].end, key=lambda word: word.start)
            return [*self.words[:at], *self.words[after:]], False
        past = self.words[at].text.casefold() in _PAST or self.words[at].text.endswith("ed")
        closing = not self.cue.opens and (
            first > at or min(at, first) > 0 and at - first < 8 and self._closing(at, first)
        )
        return (self.words[: min(at, first)] if closing else self.words[at + 1 :]), past

    def _closing(self, at: int, first: int) -> bool:
        """Tell whether subject and verb stand behind the words of speech."""
        behind = self.words[first - 1].text in ',”"’–—' or self.quoted[first - 1]
        ends = at + 1 >= len(self.words) or self.words[at + 1].text in ".,;"
        return behind and (ends or first > len(self.words) / 2)

    @property
    def share(self) -> float:
        """The part of the words that stands in quotation marks."""
        said = [q for q, word in zip(self.quoted, self.words, strict=True) if word.text[0].isalnum()]
        return sum(said) / len(said) if said else 0.0

    @property
    def count(self) -> int:
        """How many words stand in quotation marks."""
        return sum(q for q, word in zip(self.quoted, self.words, strict=True) if word.text[0].isalnum())


@dataclass(slots=True)
class Attribution:
    """Reads one article from its beginning to its end."""

    reader: Reader
    people: People
    _persons: list[str] = field(default_factory=list)
    _groups: list[str] = field(default_factory=list)

    def speakers(self, pieces: Sequence[Piece], voices: Sequence[_Voice]) -> list[str]:
        """Return a speaker for each piece, "" for the article's own voice."""
        for i, (piece, voice) in enumerate(zip(pieces, voices, strict=True)):
            if piece.signature:
                voice.speaker = voice.passes = self._remember(self.people.full(piece.signature.split()), person=True)
            elif not piece.office:
                self._attribute(i, pieces, voices)
        self._open_paragraphs(pieces, voices)
        for i in range(len(pieces)):
            self._inherit(i, pieces, voices)
        for i in reversed(range(len(pieces) - 1)):
            self._anticipate(i, pieces, voices)
        return [voice.speaker for voice in voices]

    def _attribute(self, i: int, pieces: Sequence[Piece], voices: Sequence[_Voice]) -> None:
        voice = voices[i]
        found = islice(self.reader.cues(voice.words, voice.quoted), _MOST_CUES)
        cues = [cue for cue in found if self._governs(cue, voice)]
        ordered = sorted(
            cues, key=lambda cue: (cue.at > 1 or cue.way is not Way.ACCORDING, list(Way).index(cue.way), cue.at)
        )
        for cue in ordered:
            name = self._resolve(cue.who, i, pieces, voices)
            if not name:
                continue
            if cue.way is Way.POINTS:
                before = voices[i - 1] if i else None
                if (
                    before
                    and not before.speaker
                    and name not in self.people.before(pieces[i - 1].end, pieces[i - 1].start)
                ):
                    before.speaker = name
                voice.passes = name
            elif cue.way is Way.QUOTES and not any(voice.quoted):
                voice.passes = name
            else:
                voice.speaker = voice.passes = name
                voice.cue = cue
            voice.colon = voice.words[-1].text == ":"
            return
        if voice.words[-1].text == ":" and any(word.folded in _DOCUMENTS for word in voice.words):
            named = self.people.before(pieces[i].end, pieces[i].start)
            voice.passes, voice.colon = (named[0], True) if named else ("", False)

    @staticmethod
    def _governs(cue: Cue, voice: _Voice) -> bool:
        """Tell whether the cue speaks for the sentence, not for a clause inside it."""
        first = bisect_left(voice.words, cue.who[0].start, key=lambda word: word.start)
        before = voice.words[first - 1].text.casefold() if first else ""
        if first == cue.at + 1 or cue.way is Way.ACCORDING:
            return True
        return before not in _EMBEDDING and not (before == "and" and first > 3 and cue.opens)

    def _resolve(self, who: Sequence[Token], i: int, pieces: Sequence[Piece], voices: Sequence[_Voice]) -> str:
        """Return the fullest name for the words that name a speaker, "" when they name none."""
        words = [token for token in who if token.text != "."]
        definite = False
        while words and (
            words[0].text.casefold() in _DROPPED or words[0].text.casefold() in self.reader.speech.adverbs
        ):
            definite = definite or words[0].text.casefold() == "the"
            words.pop(0)
        if not words:
            return ""
        if len(words) == 1:
            single = words[0].text.casefold()
            if single in _SINGULAR:
                return self._person(_SINGULAR[single], i, pieces, voices)
            if single in ("they", "them"):
                return self._groups[-1] if self._groups else ""
            if single in _NOBODY:
                return ""
        elif words[0].text.casefold() in _NOBODY and words[0].text not in ("US", "IT"):
            return ""
        return self._named(words, definite, i, pieces)

    def _named(self, words: list[Token], definite: bool, i: int, pieces: Sequence[Piece]) -> str:
        if words[-1].capital:
            run = _last_run(words)
            name, _ = self.reader_names.person(run)
            full = self.people.full([t.text for t in name]) if name else self.people.by_suffix([t.text for t in run])
            if not full:
                full = self.people.spoken([t.text for t in run if t.capital])
            if full:
                return self._remember(full, person=True)
        if definite or all(t.capital or t.text in ("of", "the", "for") for t in words):
            person = self._holder(words, words[0].start)
            if person:
                return self._remember(person, person=True)
        return self._remember(_written(words, pieces[i], self.reader.speech.sources), person=False)

    @property
    def reader_names(self) -> Names:
        """What tells names from other capitals."""
        return self.people.names

    def _holder(self, words: Sequence[Token], offset: int) -> str:
        """Find who holds the office that `words` describe, among those named before `offset`."""
        wanted = {t.folded for t in words if t.text[0].isalpha()} - {"of", "the", "for", "and", "s"}
        if not wanted & (self.reader_names.offices | self.reader.speech.generic):
            return ""
        best, score = "", 0
        for name in dict.fromkeys(self.people.before(offset)):
            shared = len(wanted & self.people.roles(name))
            if shared > score:
                best, score = name, shared
        if best or not wanted & self.reader.speech.generic:
            return best
        return self._persons[-1] if self._persons else ""

    def _person(self, gender: str, i: int, pieces: Sequence[Piece], voices: Sequence[_Voice]) -> str:
        """Resolve "he" or "she": the speaker or first person of the sentence before, the last speaker, anyone before."""
        other = "f" if gender == "m" else "m"
        start = pieces[i].start
        near: list[str] = []
        if i and pieces[i - 1].paragraph == pieces[i].paragraph:
            said = voices[i - 1].speaker
            mentioned = self.people.before(start, pieces[i - 1].start)[::-1]
            near = [said, *mentioned] if self.people.known(said) else mentioned
        for name in (*near, *reversed(self._persons[-20:]), *self.people.before(start)[:20]):
            if self.people.gender(name) != other:
                self.people.learn(name, "he" if gender == "m" else "she")
                return self._remember(name, person=True)
        return ""

    def _remember(self, name: str, *, person: bool) -> str:
        (self._persons if person else self._groups).append(name)
        return name

    def _inherit(self, i: int, pieces: Sequence[Piece], voices: Sequence[_Voice]) -> None:
        """Give a quotation without a cue to the speaker of what stands before it."""
        piece, voice = pieces[i], voices[i]
        if voice.speaker or piece.office or i == 0:
            return
        before, prior = voices[i - 1], pieces[i - 1]
        if piece.block is Block.HEADING or prior.block is Block.HEADING:
            return
        introduced = before.colon and bool(before.passes)
        goes_on = piece.paragraph == prior.paragraph and before.share >= _MOSTLY
        if introduced or (before.passes and (voice.share >= _MOSTLY or (goes_on and voice.share))):
            voice.speaker = voice.passes = before.passes
        elif before.speaker and voice.count >= _SHORTEST_QUOTE:
            voice.speaker = before.speaker
        if introduced and voice.share < _MOSTLY and piece.paragraph != prior.paragraph:
            voice.colon = i + 1 < len(pieces) and pieces[i + 1].paragraph == piece.paragraph
        elif introduced and piece.paragraph == prior.paragraph and before.share < _MOSTLY and not voice.share:
            voice.colon = i + 1 < len(pieces) and pieces[i + 1].paragraph == piece.paragraph

    def _open_paragraphs(self, pieces: Sequence[Piece], voices: Sequence[_Voice]) -> None:
        """Give the quotation that opens a paragraph to the first speaker named in it: "“Go. Now,” said Pell"."""
        first = 0
        while first < len(pieces):
            i = first
            while i < len(pieces) and pieces[i].paragraph == pieces[first].paragraph:
                i += 1
            named = next((j for j in range(first, i) if voices[j].speaker), i)
            if named < i and voices[named].share:
                quoted = [voice.share >= _MOSTLY for voice in voices[first:named]]
                for voice in voices[first:named] if all(quoted) else ():
                    voice.speaker = voice.passes = voices[named].speaker
            first = i

    @staticmethod
    def _anticipate(i: int, pieces: Sequence[Piece], voices: Sequence[_Voice]) -> None:
        """Give a quotation that still has no speaker to the one named in the quotation that follows."""
        voice, after = voices[i], voices[i + 1]
        apart = pieces[i + 1].paragraph - pieces[i].paragraph
        if not voice.speaker and voice.share >= _MOSTLY and after.speaker and after.share and apart <= 1:
            voice.speaker = after.speaker


def listen(plain: str, pieces: Sequence[Piece], paragraphs: Sequence[Paragraph]) -> list[_Voice]:
    """Cut every piece into words and tell which of them stand in quotation marks."""
    spans = {paragraph.number: paragraph.span for paragraph in paragraphs}
    known: dict[int, Quotes] = {}
    out: list[_Voice] = []
    for piece in pieces:
        span = spans[piece.paragraph]
        if piece.paragraph not in known:
            known = {piece.paragraph: Quotes.of(plain, span.start, max(span.end, piece.end))}
        quotes = known[piece.paragraph]
        words = tokens(plain, piece.start, piece.end)
        out.append(_Voice(words, [quotes.holds(word.start) for word in words]))
    return out


def quoted_blocks(pieces: Sequence[Piece], voices: Sequence[_Voice]) -> list[Piece]:
    """Mark as quotations the paragraphs that a colon introduces."""
    out: list[Piece] = []
    for i, piece in enumerate(pieces):
        introduced = (
            i > 0
            and piece.block is Block.BODY
            and pieces[i - 1].paragraph != piece.paragraph
            and bool(voices[i - 1].passes)
            and voices[i - 1].words[-1].text == ":"
        )
        follows = i > 0 and out[-1].paragraph == piece.paragraph and out[-1].block is Block.QUOTE and not piece.office
        out.append(
            replace(piece, block=Block.QUOTE) if introduced or (follows and piece.block is Block.BODY) else piece
        )
    return out


def _last_run(words: Sequence[Token]) -> Sequence[Token]:
    first = len(words)
    while first and words[first - 1].capital and (first == len(words) or not _POSSESSIVE.search(words[first - 1].text)):
        first -= 1
    if first and first < len(words) and words[first - 1].text[0].islower():
        return words[first - 1 :]
    return words[first:]


def _written(words: Sequence[Token], piece: Piece, sources: frozenset[str]) -> str:
    """Return a description as the article writes it, one space between words, no possessive at the end."""
    document = words[0].folded in _DOCUMENTS and len(words) > 2 and words[1].text in ("from", "by", "of")
    kept = words[2:] if document else words
    first = kept[0].text.casefold() if kept[0].start == piece.start and kept[0].folded in sources else kept[0].text
    text = " ".join((first, *(token.text for token in kept[1:])))
    return text.removesuffix("’s").removesuffix("'s")
