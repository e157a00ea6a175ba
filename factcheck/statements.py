"""Article -> Statements: sentences with true offsets, the page's furniture left out, speaker and mood told."""

from __future__ import annotations

from factcheck._statements_cues import Reader, Speech
from factcheck._statements_edges import Edges
from factcheck._statements_furniture import Furniture
from factcheck._statements_layout import lay_out
from factcheck._statements_mood import Moods
from factcheck._statements_people import Names, People, tokens
from factcheck._statements_pieces import Cutter
from factcheck._statements_sentences import Abbreviations
from factcheck._statements_speaker import Attribution, listen, quoted_blocks
from factcheck.config import Config
from factcheck.lexicon import table
from factcheck.model import Article, Span, Statement


def split(article: Article, config: Config) -> tuple[Statement, ...]:
    """Return the statements of `article` in order, disjoint, each a true slice of `article.text`."""
    furniture = Furniture.of(table("furniture", config.lexicon))
    speech = table("speech", config.lexicon)
    names = Names.of(speech, table("names", config.lexicon), table("titles", config.lexicon))
    cutter = Cutter(furniture, Abbreviations.of(table("abbreviations", config.lexicon)), Edges.of(speech))
    layout = lay_out(article.text, furniture)
    people = People.of(names, (tokens(layout.plain, p.span.start, p.span.end) for p in layout.paragraphs))
    pieces, _ = cutter.cut(layout, people.pairs)
    voices = listen(layout.plain, pieces, layout.paragraphs)
    speakers = Attribution(Reader(Speech.of(speech), names), people).speakers(pieces, voices)
    moods = Moods.of(table("moods", config.lexicon))
    out = []
    for index, (p, speaker, v) in enumerate(zip(quoted_blocks(pieces, voices), speakers, voices, strict=True)):
        content, past = v.content
        mood = moods.mood(v.words, content, backshifted=past)
        out.append(Statement(article, Span(p.start, p.end), index, p.paragraph, p.block, speaker or None, mood))
    return tuple(out)
