"""Reviewing findings: an append-only log of decisions, a queue over it, and two faces, terminal and browser."""
