"""Everything this package raises on purpose.

FactcheckError
├── UsageError            a path, option or combination of them that cannot work
├── ConfigurationError    factcheck.toml holds keys or values we do not know
├── InputError            an input could not be read as articles
├── ModelError            a model is missing, damaged or does not fit
└── StoreError            the store or a decision log cannot be used

Each message is one line that names the file and the remedy. The command line turns every one of them into
exit code 2; anything else that escapes is our own fault and exits 3.
"""


class FactcheckError(Exception):
    """Base of all errors a caller may want to catch."""


class UsageError(FactcheckError):
    """What was asked for cannot be done: missing path, nothing to compare, contradictory options."""


class ConfigurationError(FactcheckError):
    """The configuration is wrong; the message lists every bad key at once."""


class InputError(FactcheckError):
    """One input could not be read; the message names it and says what would help."""


class ModelError(FactcheckError):
    """A model file is missing, damaged, or not the one its digest promises."""


class StoreError(FactcheckError):
    """The store, baseline or decision log is unreadable or was written by another version."""
