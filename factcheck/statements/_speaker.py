"""Who says each statement: cues read, pronouns and descriptions resolved, quotations given to their speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from factcheck.model import Block
from factcheck.statements._cues import Cue, Reader, Way
from factcheck.statements._people import People, Token, unpossessive
from factcheck.statements._pieces import Piece
from factcheck.statements._voices import Voice

_SINGULAR = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_SHORTEST_QUOTE = 3
_SHORTEST_NAME = 2
_MOST_CUES = 12
_RECENT = 20
_SHORT_DESCRIPTION = 3


@dataclass(slots=True)
class Attribution:
    """Reads one article from its beginning to its end and writes the speaker into every voice."""

    reader: Reader
    people: People
    pieces: Sequence[Piece]
    voices: Sequence[Voice]
    _persons: list[str] = field(default_factory=list)
    _groups: list[str] = field(default_factory=list)

    def attribute(self) -> None:
        """Give every voice its speaker, "" for the article's own."""
        for i, piece in enumerate(self.pieces):
            if piece.signature:
                name = self._remember(self.people.full(piece.signature.split()), person=True)
                self.voices[i].speaker = self.voices[i].passes = name
            elif not piece.office:
                self._read(i)
        self._open_paragraphs()
        for i in range(1, len(self.pieces)):
            self._inherit(i)
        for i in reversed(range(len(self.pieces) - 1)):
            self._anticipate(i)

    def _read(self, i: int) -> None:
        """Attribute a piece by the cues in it."""
        voice = self.voices[i]
        found = islice(self.reader.cues(voice.words, voice.quoted), _MOST_CUES)
        cues = [cue for cue in found if self._governs(cue, voice)]
        for cue in sorted(cues, key=lambda cue: (cue.at > 1 or cue.way is not Way.ACCORDING, cue.way, cue.at)):
            name = self._resolve(cue.who, i)
            if name:
                self._attribute(i, cue, name)
                return
        if voice.ends_in_colon and any(word.folded in self.reader.speech.documents for word in voice.words):
            named = self.people.before(self.pieces[i].end, self.pieces[i].start)
            voice.passes, voice.colon = (named[0], True) if named else ("", False)

    def _attribute(self, i: int, cue: Cue, name: str) -> None:
        voice = self.voices[i]
        voice.passes, voice.colon = name, voice.ends_in_colon
        if cue.way is Way.POINTS:
            before = self.pieces[i - 1] if i else None
            if before and not self.voices[i - 1].speaker and name not in self.people.before(before.end, before.start):
                self.voices[i - 1].speaker = name
        elif cue.way is not Way.QUOTES or any(voice.quoted):
            voice.speaker, voice.cue = name, cue

    def _governs(self, cue: Cue, voice: Voice) -> bool:
        """Tell whether the cue speaks for the sentence, not for a clause inside it."""
        first = voice.place(cue.who[0])
        if first == cue.at + 1 or cue.way is Way.ACCORDING:
            return True
        before = voice.words[first - 1].text.casefold() if first else ""
        return before not in self.reader.speech.embedding and not (before == "and" and first > 3 and cue.opens)

    def _resolve(self, who: Sequence[Token], i: int) -> str:
        """Return the fullest name for the words that name a speaker, "" when they name none."""
        speech = self.reader.speech
        words = [token for token in who if token.text != "."]
        definite = False
        while words and words[0].text.casefold() in speech.leading | speech.adverbs:
            definite = definite or words[0].text.casefold() == "the"
            words.pop(0)
        if not definite and len(words) > 1 and words[0].text == "of":
            words.pop(0)
        first = words[0].text.casefold() if words else ""
        if len(words) == 1 and first in _SINGULAR:
            return self._pronoun(_SINGULAR[first], i)
        if len(words) == 1 and first in ("they", "them"):
            return self._groups[-1] if self._groups else ""
        # "US" and "IT" look like pronouns once folded
        barred = speech.nobody if len(words) == 1 else speech.impersonal
        if not words or (first in barred and words[0].text not in ("US", "IT")):
            return ""
        return self._named(self._bearer(self._author(words)), i, definite=definite)

    def _author(self, words: list[Token]) -> list[Token]:
        """Leave out the paper that speaks for someone: "statement from the ministry"."""
        speech = self.reader.speech
        paper = words[0].folded in speech.documents and len(words) > 2 and words[1].text in ("from", "by", "of")
        first = next((i for i in range(2, len(words)) if words[i].folded not in speech.leading), 0) if paper else 0
        return words[first:]

    def _bearer(self, words: list[Token]) -> list[Token]:
        """Leave out what tells which person of that name speaks: "Ana Pell of the water board"."""
        link = next((i for i, token in enumerate(words) if token.text in self.reader.speech.linking), 0)
        run = words[:link]
        if link < _SHORTEST_NAME or not all(token.capital for token in run):
            return words
        spoken = not words[-1].capital and self.people.spoken([token.text for token in run])
        return run if spoken or self.people.names.person(run)[0] else words

    def _named(self, words: list[Token], i: int, *, definite: bool) -> str:
        if words[-1].capital:
            run = _last_run(words)
            name, roles = self.people.names.person(run)
            full = self.people.full([t.text for t in name]) if name else self.people.by_suffix([t.text for t in run])
            full = full or self.people.spoken([t.text for t in run if t.capital])
            if full and not self._describes(words, (*full.casefold().split(), *roles)):
                return self._remember(full, person=True)
        if definite or all(t.capital or t.text in ("of", "the", "for") for t in words):
            person = self._holder(words, words[0].start)
            if person:
                return self._remember(person, person=True)
        return self._remember(self._written(words, self.pieces[i].start), person=False)

    def _describes(self, words: Sequence[Token], name: Sequence[str]) -> bool:
        """Tell whether the name at the end only tells whose person speaks: "a lawyer for Ana Pell"."""
        speech, first = self.reader.speech, len(words)
        while first and (words[first - 1].capital or words[first - 1].text == "the"):
            first -= 1
        link = next((i for i, token in enumerate(words) if token.folded in speech.linking), 0)
        linked = 0 < link < first and words[first - 1].folded in speech.linking
        nouns = speech.sources | speech.persons | self.people.names.offices
        noun = linked and not words[link - 1].capital and words[link - 1].folded in nouns
        # "a member of the Osk Board Ana Pell" is Ana Pell
        return noun and all(token.folded in name for token in words[first:] if token.capital)

    def _holder(self, words: Sequence[Token], offset: int) -> str:
        """Find who holds the office that `words` describe, among those named before `offset`."""
        generic, offices = self.reader.speech.generic, self.people.names.offices
        wanted = {t.folded for t in words if t.text[0].isalpha()} - {"of", "the", "for", "and", "s"}
        if not wanted & (offices | generic):
            return ""
        best, score = "", 0
        for name in dict.fromkeys(self.people.before(offset)):
            shared = wanted & self.people.roles(name)
            if len(shared) > score and shared & (offices | generic):
                best, score = name, len(shared)
        if best or not wanted & generic or len(wanted) > _SHORT_DESCRIPTION:
            return best
        return self._persons[-1] if self._persons else ""

    def _pronoun(self, gender: str, i: int) -> str:
        """Resolve "he" or "she": who spoke or came first in the sentence before, the last speaker, anyone before."""
        other = "f" if gender == "m" else "m"
        start = self.pieces[i].start
        near: list[str] = []
        if i and self.pieces[i - 1].paragraph == self.pieces[i].paragraph:
            said = self.voices[i - 1].speaker
            mentioned = self.people.before(start, self.pieces[i - 1].start)[::-1]
            near = [said, *mentioned] if self.people.known(said) else mentioned
        for name in (*near, *reversed(self._persons[-_RECENT:]), *self.people.before(start)[:_RECENT]):
            if self.people.gender(name) != other:
                self.people.learn(name, "he" if gender == "m" else "she")
                return self._remember(name, person=True)
        return ""

    def _written(self, words: Sequence[Token], start: int) -> str:
        """Return a description as the article writes it, one space between words, no possessive at the end."""
        speech = self.reader.speech
        described = words[0].folded in speech.persons and len(words) > 1 and not words[1].capital
        common = described or words[0].folded in speech.sources | speech.quantifiers | speech.determiners
        first = words[0].text.casefold() if words[0].start == start and common else words[0].text
        return unpossessive(" ".join((first, *(token.text for token in words[1:]))))

    def _remember(self, name: str, *, person: bool) -> str:
        (self._persons if person else self._groups).append(name)
        return name

    def _inherit(self, i: int) -> None:
        """Give a quotation without a cue to the speaker of what stands before it."""
        piece, voice, prior, before = self.pieces[i], self.voices[i], self.pieces[i - 1], self.voices[i - 1]
        if voice.speaker or piece.office or Block.HEADING in (piece.block, prior.block):
            return
        same = piece.paragraph == prior.paragraph
        introduced = before.colon and bool(before.passes)
        goes_on = same and before.all_quoted and voice.count > 0
        if introduced or (before.passes and (voice.all_quoted or goes_on)):
            voice.speaker = voice.passes = before.passes
        elif before.speaker and voice.count >= _SHORTEST_QUOTE:
            voice.speaker = before.speaker
        # what a colon introduces without quotation marks goes on to the end of its paragraph
        if introduced and not voice.all_quoted and (not same or not voice.count):
            voice.colon = i + 1 < len(self.pieces) and self.pieces[i + 1].paragraph == piece.paragraph

    def _open_paragraphs(self) -> None:
        """Give the quotation that opens a paragraph to the first speaker named in it: "“Go. Now,” said Pell"."""
        first = 0
        while first < len(self.pieces):
            end = first
            while end < len(self.pieces) and self.pieces[end].paragraph == self.pieces[first].paragraph:
                end += 1
            named = next((j for j in range(first, end) if self.voices[j].speaker), end)
            opening = self.voices[first:named]
            if named < end and self.voices[named].count and all(voice.all_quoted for voice in opening):
                for voice in opening:
                    voice.speaker = voice.passes = self.voices[named].speaker
            first = end

    def _anticipate(self, i: int) -> None:
        """Give a quotation that still has no speaker to the one named in the quotation that follows."""
        voice, after = self.voices[i], self.voices[i + 1]
        near = self.pieces[i + 1].paragraph - self.pieces[i].paragraph <= 1
        if near and not voice.speaker and voice.all_quoted and after.speaker and after.count:
            voice.speaker = after.speaker


def _last_run(words: Sequence[Token]) -> Sequence[Token]:
    """Return the capitals at the end, after a possessive, with one word in small letters before them."""
    first = len(words)
    while first and words[first - 1].capital and (first == len(words) or not words[first - 1].possessive):
        first -= 1
    small = 0 < first < len(words) and words[first - 1].text[0].islower()
    return words[first - 1 :] if small else words[first:]
