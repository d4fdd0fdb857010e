"""The floor's statement for PostgreSQL.

One row a service-at-place, with its terms as an array in which a term is vocabulary * 1000 + number, and
each vocabulary's terms as a bit mask beside it. A row that fails one chosen vocabulary still counts for
that vocabulary's own values: `failed` says which ones it fails. Grouping sets give the counts of all
values and the total from one scan; the page of ids comes from the same rows.
"""

SCHEMA = """
DROP TABLE IF EXISTS floor_slot;
CREATE TABLE floor_slot (
    service integer NOT NULL, anywhere boolean NOT NULL, latitude double precision, longitude double precision,
    low smallint NOT NULL, high smallint NOT NULL, terms integer[] NOT NULL, masks bigint[] NOT NULL,
    head tsvector NOT NULL, text tsvector NOT NULL
);
"""
FILL = """
INSERT INTO floor_slot VALUES (%s, %s, %s, %s, %s, %s, %s, %s,
    to_tsvector('english', %s), to_tsvector('english', %s))
"""
INDEXES = """
CREATE INDEX ON floor_slot USING gin (text);
CREATE INDEX ON floor_slot (latitude, longitude);
ANALYZE floor_slot;
"""

HAVERSINE = """
    2 * 3958.761 * asin(sqrt(power(sin(radians(latitude - %(lat)s) / 2), 2)
    + cos(radians(%(lat)s)) * cos(radians(latitude)) * power(sin(radians(longitude - %(lon)s) / 2), 2)))
"""


def statement(*, words: bool, age: bool, radius: bool, vocabularies: list[int]) -> str:
    """The statement for one shape of query; values are parameters."""
    where = []
    if words:
        where.append("text @@ to_tsquery('english', %(words)s)")
    if age:
        where.append("low <= %(age)s AND high >= %(age)s")
    if radius:
        where.append(
            "(anywhere OR (latitude BETWEEN %(south)s AND %(north)s AND longitude BETWEEN %(west)s AND %(east)s"
            f" AND {HAVERSINE} <= %(within)s))"
        )
    failed = " | ".join(f"(((masks[{number + 1}] & %(mask{number})s) = 0)::int << {number})" for number in vocabularies)
    rank = "ts_rank_cd(head, to_tsquery('english', %(words)s))" if words else "0"
    distance = HAVERSINE if radius else "0"
    return f"""
    WITH hit AS MATERIALIZED (
        SELECT service, terms, {failed or "0"} AS failed, {rank} AS rank, {distance} AS distance
        FROM floor_slot {"WHERE " + " AND ".join(where) if where else ""}
    ), counted AS (
        SELECT term, count(*) AS services FROM (
            SELECT DISTINCT service, term FROM hit, unnest(terms) AS term
            WHERE failed = 0 OR failed = 1 << (term / 1000)
        ) AS pairs
        GROUP BY GROUPING SETS ((term))
    ), listed AS (
        SELECT service, max(rank) AS rank, min(distance) AS distance FROM hit WHERE failed = 0 GROUP BY service
    )
    SELECT term, services, NULL::integer[] FROM counted
    UNION ALL
    SELECT -1, count(*), array_agg(service ORDER BY rank DESC, distance, service) FROM listed
    """


def words_expression(words: str) -> str:
    """All the words, the last one as the beginning of a word, as our search reads them."""
    return " & ".join(words.replace(" and ", " ").split()) + ":*"
