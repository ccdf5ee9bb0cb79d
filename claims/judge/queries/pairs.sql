-- Pairs to judge: each new representative with the nearest other representatives of its cluster.
-- A representative stands for all claims of one value, origin and day in a cluster. Parameters: days, cap.
WITH fresh AS (
    SELECT claim_id, family, place_key, day FROM store.keys WHERE NOT judged
),
touched AS (
    SELECT DISTINCT cluster_id FROM store.claims SEMI JOIN fresh USING (claim_id)
),
reps AS (
    SELECT c.cluster_id, k.day, c.low, c.high, c.relation, c.modality, c.change, coalesce(a.origin_id, a.article_id) AS origin,
           min_by(c.claim_id, (coalesce(a.published_at, a.first_seen_at), c.claim_id)) AS claim_id,
           bool_or(NOT k.judged) AS fresh, any_value(k.place_key) AS place_key, any_value(c.dimension) AS dimension
    FROM store.claims c JOIN store.keys k USING (claim_id) JOIN store.articles a USING (article_id)
    WHERE c.cluster_id IN (SELECT cluster_id FROM touched) AND k.thing <> '' AND k.place_key <> ''
      -- a version that was replaced speaks no more
      AND NOT EXISTS (FROM store.articles v WHERE v.url = a.url AND v.version > a.version)
    GROUP BY ALL
),
pairs AS (
    SELECT n.claim_id AS x, o.claim_id AS y, n.cluster_id
    FROM reps n JOIN reps o ON n.cluster_id = o.cluster_id AND n.origin <> o.origin
         AND o.day BETWEEN n.day - $days::INTEGER AND n.day + $days::INTEGER
    WHERE n.fresh AND (NOT o.fresh OR n.claim_id < o.claim_id)
      -- equal points can only agree
      AND (n.low IS DISTINCT FROM o.low OR n.high IS DISTINCT FROM o.high OR n.modality <> o.modality OR n.dimension = 'date'
           OR n.change <> o.change)
    QUALIFY row_number() OVER (PARTITION BY n.claim_id ORDER BY abs(date_diff('day', n.day, o.day)), o.claim_id) <= $cap
),
-- one of each day, since a join with the nearest day takes any of several
days AS (
    SELECT cluster_id, day, fresh, claim_id, origin FROM reps
    QUALIFY row_number() OVER (PARTITION BY cluster_id, day ORDER BY claim_id) = 1
),
-- the last value before, however long ago: what a value updates; either may be the new one, so that the order of arrival does not matter
earlier AS (
    SELECT n.claim_id AS x, o.claim_id AS y, n.cluster_id
    FROM reps n ASOF JOIN days o ON n.cluster_id = o.cluster_id AND n.day > o.day
    WHERE (n.fresh OR o.fresh) AND n.origin <> o.origin
),
-- parts that are greater than a whole of the same day
families AS (
    SELECT c.claim_id, c.cluster_id, c.low, c.high, k.family, k.day, k.category, k.judged, coalesce(a.origin_id, a.article_id) AS origin
    FROM store.keys k SEMI JOIN fresh f ON f.family = k.family AND f.day = k.day
    JOIN store.claims c USING (claim_id) JOIN store.articles a USING (article_id)
    WHERE k.place_key <> '' AND k.thing <> ''
),
parts AS (
    SELECT p.claim_id AS x, w.claim_id AS y, p.cluster_id
    FROM families p JOIN families w
      ON p.family = w.family AND p.day = w.day AND p.origin <> w.origin AND p.low > w.high
     AND p.category <> w.category AND (w.category = '' OR contains(w.category, 'foreign') OR list_has_all(string_split(p.category, ','), string_split(w.category, ',')))
    WHERE NOT p.judged OR NOT w.judged
    QUALIFY row_number() OVER (PARTITION BY p.claim_id ORDER BY w.claim_id) <= 5
),
-- across clusters: the same things of the same place and days, of which something opposite is told, or nobody harmed against some
spots AS (
    SELECT DISTINCT place_key, unnest([day - 1, day, day + 1])::DATE AS day FROM fresh WHERE place_key <> ''
),
spoken AS (
    SELECT c.claim_id, c.cluster_id, c.low, c.high, k.day, k.judged, k.thing, k.place_key, k.scope, k.category,
           c.event, coalesce(a.origin_id, a.article_id) AS origin
    FROM store.keys k SEMI JOIN spots s ON s.place_key = k.place_key AND s.day = k.day
    JOIN store.claims c USING (claim_id) JOIN store.articles a USING (article_id)
    WHERE (k.thing IN (SELECT thing FROM harms) OR c.event IN (SELECT event FROM opposites))
      AND NOT EXISTS (FROM store.articles v WHERE v.url = a.url AND v.version > a.version)
),
opposed AS (
    SELECT n.claim_id AS x, o.claim_id AS y, n.cluster_id
    FROM spoken n JOIN opposites e ON e.event = n.event
    JOIN spoken o ON o.event = e.opposite AND (o.thing = n.thing OR (n.thing = e.thing AND o.thing = e.other)) AND o.place_key = n.place_key AND o.scope = n.scope
         AND o.category = n.category AND o.origin <> n.origin AND o.day BETWEEN n.day - 1 AND n.day + 1
         AND o.low <= n.high AND o.high >= n.low
    WHERE NOT n.judged
    QUALIFY row_number() OVER (PARTITION BY n.claim_id ORDER BY o.claim_id) <= 5
),
unharmed AS (
    SELECT n.claim_id AS x, o.claim_id AS y, n.cluster_id
    FROM spoken n JOIN spoken o ON n.place_key = o.place_key AND o.origin <> n.origin AND o.day BETWEEN n.day - 1 AND n.day + 1
    WHERE n.high = 0 AND o.low > 0 AND (NOT n.judged OR NOT o.judged)
      AND n.thing IN (SELECT thing FROM harms) AND o.thing IN (SELECT thing FROM harms)
    QUALIFY row_number() OVER (PARTITION BY n.claim_id ORDER BY o.claim_id) <= 5
)
SELECT DISTINCT least(x, y) AS x, greatest(x, y) AS y, cluster_id
FROM (FROM pairs UNION ALL FROM earlier UNION ALL FROM parts UNION ALL FROM opposed UNION ALL FROM unharmed)
