"""Splink's side of the matching benchmark, used as its documentation recommends; run by the interpreter that has it.

python -m benchmarks.linking FOLDER CLAIMS
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from pathlib import Path

import duckdb
import splink.comparison_level_library as cll  # type: ignore[import-not-found]
import splink.comparison_library as cl  # type: ignore[import-not-found]
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI  # type: ignore[import-not-found]

from benchmarks.agreement import agreement

SEED = 7
THRESHOLDS = (0.8, 0.9, 0.95, 0.99)
"""Of the probability of a match; the one with the highest F1 counts, and the clustering at it alone."""
FLAT = """SELECT claim_id AS unique_id, lower(subject) AS subject, concept, coalesce(event, '-') AS event, dimension, unit, lower(place) AS place,
       place_id, modality, array_to_string(qualifiers, ',') AS kind, coalesce(time_end, published_day) AS day
FROM told"""


def main() -> None:
    """Trains without labels, predicts, clusters; prints seconds, pairwise F1 and peak memory."""
    folder, size = Path(sys.argv[1]), int(sys.argv[2])
    logging.disable(logging.CRITICAL)
    con = duckdb.connect()
    con.execute(
        f"CREATE TABLE told AS FROM read_parquet('{folder}/claims.parquet') ORDER BY published_day, article_id, position LIMIT {size}"
    )
    begin = time.perf_counter()
    con.execute(f"CREATE TABLE flat AS {FLAT}")
    table = DuckDBAPI(connection=con).register(con.table("flat"), dataset_display_name="claims")
    linker = Linker(table, settings())
    linker.training.estimate_probability_two_random_records_match(
        [block_on("concept", "event", "place_id", "kind", "day"), block_on("concept", "event", "place", "kind", "day")],
        recall=0.6,
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e8, seed=SEED)
    for rule in (block_on("concept", "event", "day"), block_on("place")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=1e7)
    pairs = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    predicted = time.perf_counter()
    tried = []
    for threshold in THRESHOLDS:
        start = time.perf_counter()
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_probability=threshold
        )
        seconds = time.perf_counter() - start
        query = f"SELECT f.cluster_id, t.quantity FROM {found.physical_name} f JOIN told t ON t.claim_id = f.unique_id"
        tried.append((agreement(con, query), seconds))
    f1, clustering = max(tried)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1024**2 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": predicted - begin + clustering, "f1": f1, "megabytes": megabytes}))


def settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        blocking_rules_to_generate_predictions=[
            block_on("concept", "place_id"),
            block_on("place_id", "day"),
            block_on("concept", "day"),
            block_on("concept", "event", "place"),
            block_on("subject", "event", "day"),
        ],
        comparisons=[
            cl.CustomComparison(
                output_column_name="thing",
                comparison_levels=[
                    cll.And(cll.NullLevel("concept"), cll.NullLevel("subject")),
                    cll.ExactMatchLevel("concept", term_frequency_adjustments=True),
                    cll.ExactMatchLevel("subject"),
                    cll.JaroWinklerLevel("subject", 0.9),
                    cll.ElseLevel(),
                ],
            ),
            cl.CustomComparison(
                output_column_name="place",
                comparison_levels=[
                    cll.NullLevel("place"),
                    cll.ExactMatchLevel("place_id", term_frequency_adjustments=True),
                    cll.ExactMatchLevel("place"),
                    cll.JaroWinklerLevel("place", 0.92),
                    cll.JaroWinklerLevel("place", 0.8),
                    cll.ElseLevel(),
                ],
            ),
            cl.ExactMatch("event"),
            cl.ExactMatch("kind"),
            cl.ExactMatch("unit"),
            cl.ExactMatch("modality"),
            cl.CustomComparison(
                output_column_name="day",
                comparison_levels=[
                    cll.NullLevel("day"),
                    cll.ExactMatchLevel("day"),
                    cll.AbsoluteDateDifferenceLevel("day", input_is_string=False, threshold=2, metric="day"),
                    cll.AbsoluteDateDifferenceLevel("day", input_is_string=False, threshold=6, metric="day"),
                    cll.ElseLevel(),
                ],
            ),
        ],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


if __name__ == "__main__":
    main()
