"""One picture a quantity, as inline SVG: every outlet's value as a dot with its interval, on one axis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from claims.report.facts import Dot
from claims.report.words import number, span

MAX_OUTLETS = 14
ROW = 22
"""Pixels a row."""


def dot_chart(dots: Sequence[Dot], label: str, sides: Sequence[str]) -> str:
    """SVG of the values of a cluster, or nothing where fewer than two can be drawn. `sides` are the two outlets of the finding."""
    shown = [dot for dot in dots if dot.low is not None or dot.high is not None][:MAX_OUTLETS]
    if len(shown) < 2:
        return ""
    points = [value for dot in shown for value in (dot.low, dot.high) if value is not None]
    lowest, highest = min(points), max(points)
    margin = (highest - lowest) * 0.15 or max(abs(highest) * 0.15, 1)
    rows = [
        {
            "outlet": dot.outlet,
            "from": dot.low if dot.low is not None else max(lowest - margin, 0),
            "to": dot.high if dot.high is not None else highest + margin,
            "at": dot.low if dot.low is not None else dot.high,
            "value": span(dot.low, dot.high),
            "side": "a" if dot.outlet == sides[0] else "b" if dot.outlet == sides[1] else "other",
        }
        for dot in shown
    ]
    description = f"{label}: " + "; ".join(f"{row['outlet']} {row['value']}" for row in rows)
    return _accessible(_svg(_spec(rows, lowest - margin, highest + margin)), description)


def _spec(rows: list[dict[str, Any]], low: float, high: float) -> dict[str, Any]:
    outlet = {
        "field": "outlet",
        "type": "nominal",
        "sort": None,
        "title": None,
        "axis": {"labelLimit": 180, "ticks": False, "domain": False, "labelPadding": 8},
    }
    # Colours that the page replaces by its own, so that dark and light both read well.
    colour = {
        "field": "side",
        "type": "nominal",
        "scale": {"domain": ["a", "b", "other"], "range": ["#00000a", "#00000b", "#00000c"]},
        "legend": None,
    }
    scale = {"domain": [max(low, 0) if low < 0 <= rows[0]["at"] else low, high], "nice": True, "zero": False}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 420,
        "height": {"step": ROW},
        "background": None,
        "data": {"values": rows},
        "encoding": {"y": outlet},
        "layer": [
            {
                "mark": {"type": "rule", "strokeWidth": 3, "opacity": 0.45},
                "encoding": {
                    "x": {
                        "field": "from",
                        "type": "quantitative",
                        "scale": scale,
                        "title": None,
                        "axis": {"tickCount": 6, "format": ",~f"},
                    },
                    "x2": {"field": "to"},
                    "color": colour,
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {"x": {"field": "at", "type": "quantitative"}, "color": colour},
            },
            {
                "mark": {"type": "text", "dy": -9, "fontSize": 11},
                "encoding": {
                    "x": {"field": "at", "type": "quantitative"},
                    "text": {"field": "value"},
                    "color": {"value": "#00000d"},
                },
            },
        ],
        "config": {
            "view": {"stroke": None},
            "axis": {
                "labelColor": "#00000d",
                "tickColor": "#00000e",
                "domainColor": "#00000e",
                "gridColor": "#00000e",
                "labelFontSize": 12,
            },
            "font": "inherit",
        },
    }


_COLOURS = {
    "#00000a": "var(--side-a)",
    "#00000b": "var(--side-b)",
    "#00000c": "var(--muted)",
    "#00000d": "var(--ink)",
    "#00000e": "var(--line)",
}


def _svg(spec: dict[str, Any]) -> str:
    svg: str = _converter().vegalite_to_svg(spec, vl_version="5.20")
    for stand_in, colour in _COLOURS.items():
        svg = svg.replace(f'"{stand_in}"', f'"{colour}"')
    return svg


@cache
def _converter() -> Any:
    import vl_convert  # imported late: it starts a JavaScript engine

    return vl_convert


def _accessible(svg: str, description: str) -> str:
    from markupsafe import escape

    head = re.match(r"<svg[^>]*>", svg)
    if head is None:
        return ""
    # The picture carries one text alternative; its inner roles would be read out one by one.
    body = re.sub(r' (?:role|aria-[\w-]+)="[^"]*"', "", svg[head.end() :])
    opening = re.sub(r' (?:width|height)="[^"]*"', "", head.group())
    return f'{opening[:-1]} role="img" aria-label="{escape(description)}">{body}'


__all__ = ["dot_chart", "number"]
