"""What happened to those counted, and whom a count takes in."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.kinds.quantity._tokens import NUMBER, WORD, Token, lowered
from factcheck.kinds.quantity._words import Vocabulary

_BARRIERS = (".", ";", ":", "!", "?", "(", ")", "“", "”", '"')
_CLAUSE = ("and", "who", "when", "after", "while", "in", "by", "with", "for", "to", "from", "as", "before", "on", "at")
_PASSIVE = ("was", "were", "are", "is", "been", "be", "being")
_AUXILIARY = frozenset((*_PASSIVE, "have", "has", "had", "also", "reported", "confirmed", "left", "feared"))
_ARTICLES = ("the", "a", "an", "his", "her", "their", "its", "one", "at", "least")
_NEEDED = ("needed", "required", "received", "sought", "had")
_IN_SCOPE = ("to", "from", "than", "including", "himself", "herself")
_HURT = ("injured", "shot")
_NEAR = 60  # tokens: what is told further away is told of others
_ASIDE = ("including", "among", "all", "both", "most", "some")
_VICTIMS = ("victim", "victims", "casualties", "injuries", "deaths", "survivors")
_NUMBER_OF = ("number", "total", "count", "tally", "toll", "estimate")
_TOLL_VERBS = ("rose", "to", "is", "at", "was", "stands", "stood", "has", "climbed", "reached", "now")
_TOLL_OF = ("from", "of", "in", "after", "at", "for", "caused", ",")
_COUNTING = frozenset(
    {"rose", "risen", "rises", "climbed", "climbs", "grew", "grown", "jumped", "reached", "reaches", "hit", "hits"}
    | {"stood", "stands", "passed", "topped", "exceeded", "surpassed"}
    | {"corrected", "revised", "raised", "lowered", "updated", "amended", "changed", "put"}
)
_OTHER_SUBJECT = frozenset({"and", "but", "as", "while", "with", "when", "number", *_COUNTING, *_BARRIERS})
_TOLL_PHRASE = 24  # tokens from "toll" to its verb


def doing(token: Token) -> bool:
    """Tell whether a word of a state names what was done rather than to whom: the shooting, a killing, not missing."""
    return token.lower.endswith("ing") and token.lower not in ("missing", "dying")


def _struck(tokens: Sequence[Token], at: int) -> str:
    words = [token.lower for token in tokens[at : at + 3]]
    gun = words[:1] in (["struck"], ["hit"]) and words[1:2] == ["by"] and words[2:] in (["gunfire"], ["bullets"])
    return "shot" if gun else ""


class Scopes:
    """Reads states ("were killed") and scopes ("including the gunman")."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = vocabulary.words
        self._function = words("function", "words")
        self._between = words("change", "adverbs") | words("function", "adjectives") | frozenset(_ARTICLES)
        self._states = vocabulary.state_of
        self._including = words("scope", "including")
        self._excluding = words("scope", "excluding")
        self._outsiders = words("scope", "outsiders")
        self._others = words("scope", "others")
        self._gravely = words("scope", "gravely")

    @staticmethod
    def treated(tokens: Sequence[Token], at: int) -> bool:
        """Tell whether those counted, with no noun of their own, had treatment: "41 needed treatment"."""
        words = [token.lower for token in tokens[at : at + 4]]
        return words[:1] != [] and words[0] in _NEEDED and any(word in ("treatment", "hospital") for word in words)

    @staticmethod
    def aboard(tokens: Sequence[Token], at: int) -> bool:
        """Tell whether the number counts people by where they were: "the 212 on board"."""
        words = [token.lower for token in tokens[at : at + 2]]
        return words[:1] == ["aboard"] or words == ["on", "board"]

    def state(self, tokens: Sequence[Token], i: int, begin: int, end: int) -> str:
        """Return what happened to those counted by the number at `i` whose phrase spans `begin` to `end`, or ""."""
        for token in tokens[begin:end]:
            victims = tokens[end - 1].lower in _VICTIMS
            if token.lower in self._states and (victims or not doing(token)):
                return self._states[token.lower]
        near = self._right_behind(tokens, end) or self._before(tokens, i)
        if not near and end < len(tokens) and tokens[end].lower in self._gravely:
            near = "injured"
        return near or (self._ahead(tokens, end) if end > begin else "")

    def _right_behind(self, tokens: Sequence[Token], end: int) -> str:
        at = self._behind_aside(tokens, end)
        first = at
        while at < len(tokens) and at - first < 4 and tokens[at].lower not in self._states:
            passing = tokens[at].lower in _AUXILIARY or tokens[at].lower in self._others
            if not passing and not tokens[at].lower.endswith("ly"):
                break
            at += 1
        return "" if at < len(tokens) and doing(tokens[at]) else self._told(tokens, at)

    @staticmethod
    def _behind_aside(tokens: Sequence[Token], end: int) -> int:
        """Step over what stands between commas: "three people, including a child, were killed"."""
        if end + 1 >= len(tokens) or tokens[end].text != "," or tokens[end + 1].lower not in _ASIDE:
            return end
        for at in range(end + 2, min(end + 14, len(tokens) - 1)):
            if tokens[at].text in _BARRIERS or tokens[at].kind == NUMBER:
                break
            if tokens[at].text == "," and tokens[at + 1].lower in _AUXILIARY:
                return at + 1
        return end

    def _told(self, tokens: Sequence[Token], at: int) -> str:
        if at >= len(tokens) or tokens[at].lower not in self._states:
            return _struck(tokens, at)
        if tokens[at].lower == "shot":
            rest = self._same_group(tokens, at + 1)
            if "dead" in rest or "killed" in rest or "death" in rest:
                return "killed"
            if rest[:1] in (["was"], ["were"]):
                return ""  # one shot was fired
        if tokens[at].lower == "treated" and _after(tokens, at) in ("as", "like", "to", "with", "equally", "fairly"):
            return ""
        return self._states[tokens[at].lower]

    @staticmethod
    def _same_group(tokens: Sequence[Token], at: int) -> list[str]:
        """Return the next words, up to another number or comma: of "four shot, one dead" the four are not dead."""
        ahead = tokens[at : at + 3]
        stops = (n for n, token in enumerate(ahead) if token.kind == NUMBER or token.lower in (",", "one", *_BARRIERS))
        return [token.lower for token in ahead[: next(stops, len(ahead))]]

    def _before(self, tokens: Sequence[Token], i: int) -> str:
        """Find "killing" before the number, with nothing but hedges and articles between."""
        for at in range(i - 1, max(-1, i - 7), -1):
            word = tokens[at].lower
            if word in self._states:
                passive = any(token.lower in _PASSIVE for token in tokens[max(0, at - 2) : at])
                return "" if passive and word.endswith(("ed", "en", "shot", "hurt")) else self._told(tokens, at)
            if tokens[at].kind != WORD or (word not in self._between and word not in ("of", "as", "up", "than")):
                return ""
        return ""

    def _ahead(self, tokens: Sequence[Token], end: int) -> str:
        """Find a state behind the phrase, before the next clause or number."""
        for at in range(end, min(end + 9, len(tokens))):
            token = tokens[at]
            if token.lower in self._states and not doing(token):
                return self._told(tokens, at)
            if token.kind == NUMBER or token.text in _BARRIERS or token.text == "," or token.lower in _CLAUSE:
                return ""
        return ""

    def passive(self, tokens: Sequence[Token], end: int) -> bool:
        """Tell whether "were killed" follows at once, so that whatever is counted suffered it."""
        return end < len(tokens) and tokens[end].lower in _AUXILIARY and bool(self._right_behind(tokens, end))

    def toll(self, tokens: Sequence[Token], i: int) -> str:
        """Return "killed" when a "death toll" governs the number at `i`."""
        for at in range(i - 1, max(-1, i - 9), -1):
            token = tokens[at]
            if token.text in _BARRIERS or token.kind == NUMBER:
                return ""
            if token.lower == "toll":
                return "killed"
            if token.lower in ("deaths", "fatalities", "dead") and tokens[at + 1].lower in _TOLL_VERBS:
                return "killed" if self._counts(tokens, at) else ""
        return self._toll_of(tokens, i)

    def _toll_of(self, tokens: Sequence[Token], i: int) -> str:
        """Read past what the toll is of: "the death toll from the collapse of the old mill has now risen to 12"."""
        passing = self._between | {"to", "than"}
        verb = i - 1
        while verb > 0 and i - verb < 5 and tokens[verb].lower in passing:
            verb -= 1
        if verb < 0 or tokens[verb].lower not in _COUNTING:
            return ""
        for at in range(verb - 1, max(-1, verb - _TOLL_PHRASE), -1):
            word = tokens[at].lower
            if word in ("toll", "deaths", "fatalities", "dead") and tokens[at + 1].lower in _TOLL_OF:
                return "killed" if word == "toll" or self._counts(tokens, at) else ""
            if word in _OTHER_SUBJECT:
                return ""
        return ""

    @staticmethod
    def _counts(tokens: Sequence[Token], at: int) -> bool:
        """Tell whether the dead at token `at` are what is counted: not "the average age of the dead was 86"."""
        at -= 1
        first = max(0, at - 4)
        while at > first and tokens[at].lower in (*_ARTICLES, "all"):
            at -= 1
        return at < 1 or tokens[at].lower != "of" or tokens[at - 1].lower in _NUMBER_OF

    def scope(self, tokens: Sequence[Token], i: int, end: int, part: bool) -> str:
        """Return whom the count takes in or leaves out: "including the gunman"; "part" for some of a known group.

        "Including three children" names some of those counted anyway and makes no other scope.
        """
        for at in range(end, min(end + 8, len(tokens))):
            word, pair = tokens[at].lower, lowered(tokens, at, at + 2)
            if word in self._including or word in self._excluding or pair in self._excluding:
                phrase = self._scope_phrase(tokens, at)
                known = word in self._including and "not" not in (tokens[at - 1].lower,)
                if not known or any(item in self._outsiders for item in phrase.split()):
                    return phrase
                break
            if tokens[at].text in (".", ";") or tokens[at].kind == NUMBER:
                break
        before = [token.lower for token in tokens[max(0, i - 4) : i]]
        after = [token.lower for token in tokens[end : end + 2]]
        apart = after[:1] == ["of"] and after[1:] and after[1] in ("them", "whom", "these", "those", "which")
        gravely = after[:1] and after[0] in self._gravely  # "four injured, one critically"
        if gravely and after[1:] and after[1] in self._states:
            gravely = bool(self.states(tokens[max(0, i - _NEAR) : i]) & set(_HURT))
        if part or apart or gravely or before[-2:] == ["among", "them"] or before[-1:] == ["including"]:
            return "part"
        return ""

    def _scope_phrase(self, tokens: Sequence[Token], at: int) -> str:
        last = at + 1
        while last < len(tokens) and last - at < 6 and tokens[last].kind == WORD:
            word = tokens[last].lower
            if word in self._function and word not in _ARTICLES and word not in _IN_SCOPE:
                break
            last += 1
        return lowered(tokens, at, last)

    def others(self, tokens: Sequence[Token], begin: int, end: int, state: str) -> tuple[str, str]:
        """Return "others" where the phrase counts only those besides others of the same fate, and their state.

        "Killed two and injured three others" counts all the injured; "Ann Lee and three others were killed" leaves
        her out. The hurt are beside the dead wherever these stand: "two others were hurt when a man was shot dead";
        and two others shot beside the dead were hurt.
        """
        if not any(token.lower in self._others for token in tokens[begin : min(end + 1, len(tokens))]):
            return "", state
        before = self.states(tokens[max(0, begin - _NEAR) : begin])
        if state in _HURT and "killed" in before | self.states(tokens[end : end + _NEAR]):
            return "", "injured"
        return "" if state and before - {state} else "others", state

    def states(self, tokens: Sequence[Token]) -> set[str]:
        """Return what happened to people, as far as the words tell."""
        return {self._states[token.lower] for token in tokens if token.lower in self._states}

    def fate(self, tokens: Sequence[Token], end: int, start: int) -> str:
        """Return the state of "two of them fatally", "one of whom died" where those counted before had another."""
        told = self._part(tokens, end)
        return "" if told and told in self.states(tokens[max(0, start - _NEAR) : start]) else told

    def _part(self, tokens: Sequence[Token], end: int) -> str:
        if [token.lower for token in tokens[end : end + 2]] not in (["of", "them"], ["of", "whom"]):
            return ""
        for token in tokens[end + 2 : end + 5]:
            if token.text in _BARRIERS or token.text == ",":
                break
            if token.lower in self._states and not doing(token):
                return self._states[token.lower]
        return ""


def _after(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].lower if at + 1 < len(tokens) else ""
