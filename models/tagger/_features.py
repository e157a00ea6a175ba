"""What the tagger tells of a word, and what it is told of its case; factcheck/entities/_model.py reads both."""

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC")
CASES = {
    "other": 0,  # special pieces, punctuation, letters without case
    "lower": 1,
    "capitalised": 2,
    "upper": 3,  # two letters or more, all capital
    "mixed": 4,  # McDonald, iPhone
    "digit": 5,  # any digit in it
    "initial": 6,  # one capital letter
    "first": 7,  # capitalised and the first word with a letter: says little
    "titled": 8,  # capitalised in a line that capitalises nearly every word
    "shouted": 9,  # upper in a line that is nearly all upper
}
LONGEST = 128
