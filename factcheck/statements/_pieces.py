"""Layout -> pieces: what a statement covers before anyone asks who says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factcheck.model import Block, Span
from factcheck.statements._edges import Edges, dateline, signature
from factcheck.statements._furniture import Furniture
from factcheck.statements._layout import Dropped, Layout, Paragraph, trim
from factcheck.statements._sentences import Abbreviations, sentences

_DATELINES_WITHIN = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement to be: `signature` is the speaker that a name and office behind the paragraph give to it.

    `office` marks that name and office itself.
    """

    start: int
    end: int
    paragraph: int
    block: Block
    signature: str = ""
    office: bool = False


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts a layout into pieces with the vocabularies it needs."""

    furniture: Furniture
    abbreviations: Abbreviations
    edges: Edges

    def cut(self, layout: Layout, names: frozenset[tuple[str, str]]) -> tuple[list[Piece], list[Dropped]]:
        """Return the pieces in order, and what was left out on top of what the layout left out.

        `names` are the given names and surnames of people named in the article, in small letters.
        """
        pieces: list[Piece] = []
        dropped: list[Dropped] = []
        for whole in layout.paragraphs:
            for paragraph in self._cleared(layout.plain, whole, dropped):
                if not self._signs(layout.plain, paragraph, pieces):
                    self._add(layout.plain, paragraph, names, pieces, dropped)
        return self._joined(layout, pieces), dropped

    def _cleared(self, plain: str, paragraph: Paragraph, dropped: list[Dropped]) -> Iterator[Paragraph]:
        """Yield the parts of a paragraph that stand between stamps, counters and other furniture inside it."""
        at, end = paragraph.span.start, paragraph.span.end
        cuts = [(Span(at + s.start, at + s.end), why) for s, why in self.furniture.inside(plain[at:end])]
        for hole, why in (*cuts, (Span(end, end), "")):
            start, stop = trim(plain, at, hole.start)
            if any(map(str.isalnum, plain[start:stop])):
                yield paragraph if not cuts else replace(paragraph, span=Span(start, stop))
            elif start < stop:
                dropped.append(Dropped(Span(start, stop), "markup"))
            if why:
                dropped.append(Dropped(hole, why))
            at = hole.end

    def _add(
        self,
        plain: str,
        paragraph: Paragraph,
        names: frozenset[tuple[str, str]],
        pieces: list[Piece],
        dropped: list[Dropped],
    ) -> None:
        start, end = paragraph.span.start, paragraph.span.end
        if paragraph.number < _DATELINES_WITHIN and paragraph.block in (Block.BODY, Block.HEADING):
            length = dateline(plain[start : min(end, start + 200)])
            if length:
                dropped.append(Dropped(Span(*trim(plain, start, start + length)), "dateline"))
                start, end = trim(plain, start + length, end)
        label = self.edges.label(plain[start : min(end, start + 80)], names)
        if label:
            dropped.append(Dropped(Span(*trim(plain, start, start + label[0])), "speaker label"))
            start = trim(plain, start + label[0], end)[0]
        tail = None if paragraph.block is Block.LIST else self.edges.tail(plain[start:end], names)
        stop = trim(plain, start, start + tail.start)[1] if tail else end
        signed = tail.of(plain[start:end]) if tail else label[1] if label else ""
        block = Block.QUOTE if tail else paragraph.block
        for a, b in sentences(plain, start, stop, self.abbreviations):
            why = self.furniture.sentence(plain[a:b])
            if why:
                dropped.append(Dropped(Span(a, b), why))
            else:
                pieces.append(Piece(a, b, paragraph.number, block, signed))
        if tail:
            pieces.append(Piece(start + tail.start, end, paragraph.number, Block.QUOTE, office=True))

    @staticmethod
    def _signs(plain: str, paragraph: Paragraph, pieces: list[Piece]) -> bool:
        """Give the quotation before to the one who signs it in a paragraph of his own: "― Ana Pell"."""
        if not pieces or paragraph.block not in (Block.BODY, Block.HEADING, Block.LIST):
            return False
        first = len(pieces) - 1
        while first and pieces[first - 1].paragraph == pieces[-1].paragraph:
            first -= 1
        # the dash of a signature may have been taken for a bullet
        start = max(pieces[-1].end, paragraph.span.start - 2) if paragraph.block is Block.LIST else paragraph.span.start
        name = signature(plain[start : paragraph.span.end].strip()) if plain[pieces[first].start] in "\"“”«‘'" else ""
        if not name:
            return False
        pieces[first:] = [replace(piece, signature=name, block=Block.QUOTE) for piece in pieces[first:]]
        pieces.append(Piece(paragraph.span.start, paragraph.span.end, paragraph.number, Block.QUOTE, office=True))
        return True

    def _joined(self, layout: Layout, pieces: list[Piece]) -> list[Piece]:
        """Join the sentences that are broken over paragraphs."""
        out: list[Piece] = []
        gaps = self._dropped_between(layout, pieces)
        for piece, gap in zip(pieces, gaps, strict=True):
            if out and not gap and self._continues(layout.plain, out[-1], piece):
                block = Block.BODY if out[-1].block is Block.HEADING else out[-1].block
                out[-1] = replace(out[-1], end=piece.end, block=block, signature=out[-1].signature or piece.signature)
            else:
                out.append(piece)
        return out

    @staticmethod
    def _dropped_between(layout: Layout, pieces: list[Piece]) -> Iterator[bool]:
        """Tell for each piece whether page furniture stands between it and the one before."""
        starts = iter([d.span.start for d in layout.dropped if d.why != "markup"])
        drop = next(starts, None)
        before = 0
        for piece in pieces:
            found = False
            while drop is not None and drop < piece.start:
                found = found or drop >= before
                drop = next(starts, None)
            yield found
            before = piece.end

    def _continues(self, plain: str, before: Piece, piece: Piece) -> bool:
        if piece.paragraph == before.paragraph or before.office or piece.office:
            return False
        if piece.block in (Block.LIST, Block.HEADING):
            return False
        return self.edges.joins(
            plain[max(before.start, before.end - 400) : before.end], plain[piece.start : piece.start + 80]
        )
