"""The floor's statement for SQLite: the same rows and masks, FTS5 for the words, a join for the terms.

SQLite has no grouping sets, so the total and the ids come from a second half of the same statement.
"""

SCHEMA = """
DROP TABLE IF EXISTS floor_slot;
DROP TABLE IF EXISTS floor_term;
DROP TABLE IF EXISTS floor_words;
CREATE TABLE floor_slot (
    slot integer PRIMARY KEY, service integer NOT NULL, anywhere integer NOT NULL, latitude real, longitude real,
    low integer NOT NULL, high integer NOT NULL, {masks}
);
CREATE TABLE floor_term (slot integer, term integer, PRIMARY KEY (slot, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE floor_words USING fts5(head, text, content='', tokenize='porter unicode61 remove_diacritics 2');
"""

HAVERSINE = """
    2 * 3958.761 * asin(sqrt(pow(sin(radians(latitude - :lat) / 2), 2)
    + cos(radians(:lat)) * cos(radians(latitude)) * pow(sin(radians(longitude - :lon) / 2), 2)))
"""


def statement(*, words: bool, age: bool, radius: bool, vocabularies: list[int]) -> str:
    """The statement for one shape of query; values are parameters."""
    where = ["floor_words MATCH :words"] if words else []
    if age:
        where.append("low <= :age AND high >= :age")
    if radius:
        where.append(
            "(anywhere OR (latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east"
            f" AND {HAVERSINE} <= :within))"
        )
    failed = " | ".join(f"(((mask_{number} & :mask{number}) = 0) << {number})" for number in vocabularies)
    rank = "bm25(floor_words, 10, 1)" if words else "0"
    distance = HAVERSINE if radius else "0"
    source = "floor_words CROSS JOIN floor_slot ON slot = floor_words.rowid" if words else "floor_slot"
    return f"""
    WITH hit AS MATERIALIZED (
        SELECT slot, service, {failed or "0"} AS failed, {rank} AS rank, {distance} AS distance
        FROM {source} {"WHERE " + " AND ".join(where) if where else ""}
    )
    SELECT term, count(*), NULL FROM (
        SELECT DISTINCT service, term FROM hit CROSS JOIN floor_term USING (slot)
        WHERE failed = 0 OR failed = 1 << (term / 1000)
    ) GROUP BY term
    UNION ALL
    SELECT -1, count(*), json_group_array(service) FROM (
        SELECT service FROM hit WHERE failed = 0 GROUP BY service ORDER BY min(rank), min(distance), service
    )
    """


def words_expression(words: str) -> str:
    """All the words, the last one as the beginning of a word, as our search reads them."""
    return " AND ".join(f'"{word}"' for word in words.replace(" and ", " ").split()) + "*"
