"""One reader over the texts on standard input, in a process of its own so that its memory is its own. Run by the interpreter of either side.

python -m benchmarks.measure READER < {"lang": …, "published": …, "texts": […]}
"""

from __future__ import annotations

import json
import resource
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date
from typing import Any

Reader = Callable[[str, str, date], object]
PASSES = 3
"""The quickest counts: what else the machine does only ever adds time."""
ENOUGH = 10.0
"""Seconds after which no further pass is made."""


def quantities() -> Reader:
    from claims.extract import extract_quantities

    return lambda text, lang, published: extract_quantities(text, lang=lang, published=published)


def claims() -> Reader:
    from claims.extract import extract

    return lambda text, lang, published: extract(text, lang=lang, published=published)


def quantulum3() -> Reader:
    warnings.simplefilter("ignore")
    from quantulum3 import parser

    return lambda text, _lang, _published: parser.parse(text)


READERS = {reader.__name__: reader for reader in (quantities, claims, quantulum3)}


def measure(reader: Reader, texts: list[str], lang: str, published: date) -> dict[str, float]:
    """Seconds of the processor for the first pass, which loads tables and meets every word for the first time, and of the quickest one after it."""
    seconds = []
    for _ in range(1 + PASSES):
        begin = time.process_time()
        for text in texts:
            reader(text, lang, published)
        seconds.append(time.process_time() - begin)
        if sum(seconds) > ENOUGH:
            break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "bytes": sum(len(text.encode()) for text in texts),
        "first": seconds[0],
        "best": min(seconds),
        "megabytes": peak / (1024**2 if sys.platform == "darwin" else 1024),
    }


def main() -> None:
    given: dict[str, Any] = json.load(sys.stdin)
    reader = READERS[sys.argv[1]]()
    print(json.dumps(measure(reader, given["texts"], given["lang"], date.fromisoformat(given["published"]))))


if __name__ == "__main__":
    main()
