"""A reliability diagram as SVG: what was told against what held, a dot for each range of probability."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from _judged import Bin

_SIZE, _LEFT, _TOP, _BOTTOM = 360, 60, 16, 48
_COLOURS = ("#0b5cad", "#b35900")
_STYLE = "font: 12px sans-serif; fill: #333"
TITLE = "Reliability diagram: share of conflicts that held by the confidence told"


def reliability(series: Mapping[str, Sequence[Bin]], title: str = TITLE) -> str:
    """Draw one or two series of bins; a dot's area grows with its pairs, its bar is the 95 % interval."""
    parts = [*_frame()]
    for (name, found), colour, shift in zip(series.items(), _COLOURS, (-1.5, 1.5), strict=False):
        parts += [_dot(part, colour, shift) for part in found]
        row = list(series).index(name)
        parts.append(f'<circle cx="{_LEFT + 14}" cy="{_TOP + 14 + 18 * row}" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{_LEFT + 24}" y="{_TOP + 18 + 18 * row}" style="{_STYLE}">{name}</text>')
    width, height = _LEFT + _SIZE + 20, _TOP + _SIZE + _BOTTOM
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img">',
            f"<title>{title}</title>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *parts,
            "</svg>",
            "",
        ]
    )


def _frame() -> Iterator[str]:
    yield f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIZE}" height="{_SIZE}" fill="none" stroke="#999"/>'
    for number in range(0, 11, 2):
        part = number / 10
        yield f'<text x="{_x(part):.0f}" y="{_TOP + _SIZE + 18}" text-anchor="middle" style="{_STYLE}">{part}</text>'
        yield f'<text x="{_LEFT - 8}" y="{_y(part) + 4:.0f}" text-anchor="end" style="{_STYLE}">{part}</text>'
        yield f'<path d="M{_LEFT} {_y(part):.1f}h{_SIZE}" stroke="#eee"/>'
    yield f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4 4"/>'
    yield (
        f'<text x="{_LEFT + _SIZE / 2:.0f}" y="{_TOP + _SIZE + 38}" text-anchor="middle" style="{_STYLE}">'
        "confidence told</text>"
    )
    yield (
        f'<text transform="translate(16 {_TOP + _SIZE / 2:.0f}) rotate(-90)" text-anchor="middle" style="{_STYLE}">'
        "share that held</text>"
    )


def _dot(part: Bin, colour: str, shift: float) -> str:
    x = _x(part.told) + shift
    return (
        f'<path d="M{x:.1f} {_y(part.interval.low):.1f}V{_y(part.interval.high):.1f}" stroke="{colour}" '
        f'stroke-opacity="0.5"/><circle cx="{x:.1f}" cy="{_y(part.held):.1f}" r="{2 + math.sqrt(part.pairs) / 2:.1f}" '
        f'fill="{colour}"><title>told {part.told:.2f}, held {part.held:.2f}, {part.pairs} pairs</title></circle>'
    )


def _x(part: float) -> float:
    return _LEFT + part * _SIZE


def _y(part: float) -> float:
    return _TOP + (1 - part) * _SIZE
