"""The report as Markdown, for chats, tickets and Prefect's artifacts."""

from __future__ import annotations

import re

from claims.report import bidi, sentences
from claims.report.facts import KINDS, TITLES, Finding, Report, Side
from claims.report.words import direction, moment, rule_name, web_link

MAX_PER_KIND = 200
MAX_FAILED = 200
MAX_AROUND = 500
"""Characters of a sentence on each side of the number."""


def to_markdown(report: Report) -> str:
    """Figures first, then the gravest, then the findings by kind."""
    lines = [
        f"# Claims report, {report.night}".removesuffix(", "),
        "",
        f"{report.sources_ok} sources read, {report.sources_failed} failed. {report.articles_new} new articles, {report.claims_new} new claims. "
        f"{len(report.of_kind('contradiction'))} contradictions.",
    ]
    if brought := sentences.brought(report):
        lines += ["", f"Tonight brought {_marked(brought)}."]
    elif not report.findings:
        lines += ["", "No finding: nothing that was read disagrees."]
    if top := sentences.top(report):
        lines += ["", "## What matters most", ""]
        lines += [
            f"{n}. {_marked(sentences.headline(f))} ({_marked(', '.join(sentences.rank(f)))})"
            for n, f in enumerate(top, 1)
        ]
    for kind in KINDS:
        found = report.of_kind(kind)
        if not found:
            continue
        lines += ["", f"## {TITLES[kind]} ({len(found)})"]
        for finding in found[:MAX_PER_KIND]:
            lines += _finding(finding)
        if len(found) > MAX_PER_KIND:
            lines += ["", f"… and {len(found) - MAX_PER_KIND} more in findings.csv"]
    if report.failed:
        lines += ["", "## Sources that failed", ""]
        lines += [
            f"- {_name(source.outlet)}: {_text(bidi.clip(source.last_error or '', 300))}"
            for source in report.failed[:MAX_FAILED]
        ]
    if report.doubtful:
        lines += ["", "## Sources to look at", ""]
        lines += [f"- {_name(source.outlet)}: {_text(source.warning)}" for source in report.doubtful[:MAX_FAILED]]
    if report.skipped:
        lines += ["", "## Skipped", ""]
        lines += [f"- {_text(reason)}: {count}" for reason, count in report.skipped.items()]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding) -> list[str]:
    a, b = finding.a, finding.b
    explained = bidi.isolated(
        bidi.clip(finding.explanation, 700), [a.outlet, b.outlet, a.attributed_to or "", b.attributed_to or ""]
    )
    state = "".join([", new" * finding.is_new, f", {rule_name(finding.status)}" * (finding.status != "open")])
    return [
        "",
        f"### {_marked(sentences.headline(finding))}",
        "",
        f"{_marked(explained)} *Rule: {rule_name(finding.rule)}, severity {finding.severity:.2f}{state}.*",
        *(["", _marked(bidi.isolated(bidi.clip(finding.remembered, 500)))] if finding.remembered else []),
        "",
        _side(a),
        _side(b),
    ]


def _side(side: Side) -> str:
    link = web_link(side.url)
    name = f"[{_name(side.outlet)}](<{link}>)" if link else _name(side.outlet)
    before, after = bidi.clip(side.before, MAX_AROUND, tail=True), bidi.clip(side.after, MAX_AROUND)
    quote = f"{_inside(before)}**{_text(bidi.clip(side.quote, 300))}**{_inside(after)}".strip()
    if direction(side.lang) == "rtl":
        quote = f"{bidi.RTL}{quote}{bidi.END}"
    return f"- {name}, {moment(side.published_at)}: {quote}"


def _name(name: str) -> str:
    return _marked(sentences.outlet(name))


def _marked(text: str) -> str:
    """A sentence: its values are bold, its names keep their isolates."""
    out = ""
    for opened, inside in bidi.pieces(text):
        if opened == bidi.LTR:
            out += f"**{_text(inside)}**"
        elif opened:
            out += f"{opened}{_text(inside)}{bidi.END}"
        else:
            out += _inside(inside) if out else _start(_inside(inside))
    return out


def _text(value: str) -> str:
    """Text from the web, on one line, where a line or a bold run may begin."""
    return _start(_inside(value).strip())


def _inside(value: str) -> str:
    """Every sign of Markdown, of HTML and of its links and mentions is made harmless; spaces at the ends stay."""
    one_line = re.sub(r"\s+", " ", bidi.clean(re.sub(r"\s", " ", value)))
    escaped = re.sub(r"([\\`*_\[\]<>|#~&$!])", r"\\\1", one_line)
    escaped = re.sub(r"://", r"\://", escaped)
    escaped = re.sub(r"(?i)\b(www)\.", r"\1\\.", escaped)
    return re.sub(r"@(?=\w)", "@\u2060", escaped)  # a word joiner: nobody is mentioned, no address becomes a link


def _start(value: str) -> str:
    """What would begin a list or a ruler there, does not."""
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", value))
