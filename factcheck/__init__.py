"""Cross-source fact consistency: where do several articles on the same events agree, where do they contradict."""

__version__ = "0.1.0"
