"""The database's own word index over `SearchDocument`: it follows every insert, update and delete by itself.

PostgreSQL: two generated tsvector columns. `brief_vector` is small and weighted (name A, brief B), so that
telling a match in the name from one in the text never unpacks the long vector; `words_vector` has the GIN
index. SQLite: an FTS5 table with Porter stemming, filled by triggers.
"""

from django.db import migrations

POSTGRESQL = [
    """
    ALTER TABLE directory_searchdocument
        ADD COLUMN brief_vector tsvector GENERATED ALWAYS AS (
            setweight(to_tsvector('pg_catalog.english', name), 'A')
            || setweight(to_tsvector('pg_catalog.english', brief), 'B')
        ) STORED,
        ADD COLUMN words_vector tsvector GENERATED ALWAYS AS (
            to_tsvector('pg_catalog.english', name)
            || to_tsvector('pg_catalog.english', brief)
            || to_tsvector('pg_catalog.english', body)
        ) STORED
    """,
    "CREATE INDEX search_document_words ON directory_searchdocument USING gin (words_vector) WITH (fastupdate = off)",
]
POSTGRESQL_BACK = [
    "ALTER TABLE directory_searchdocument DROP COLUMN words_vector, DROP COLUMN brief_vector",
]

FORGET = """
    INSERT INTO directory_searchwords (directory_searchwords, rowid, name, brief, body)
    VALUES ('delete', old.service_id, old.name, old.brief, old.body);
"""
LEARN = """
    INSERT INTO directory_searchwords (rowid, name, brief, body)
    VALUES (new.service_id, new.name, new.brief, new.body);
"""
SQLITE = [
    """
    CREATE VIRTUAL TABLE directory_searchwords USING fts5(
        name, brief, body, content='directory_searchdocument', content_rowid='service_id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='3 4', columnsize=0
    )
    """,
    f"CREATE TRIGGER search_document_new AFTER INSERT ON directory_searchdocument BEGIN {LEARN} END",
    f"CREATE TRIGGER search_document_gone AFTER DELETE ON directory_searchdocument BEGIN {FORGET} END",
    f"CREATE TRIGGER search_document_changed AFTER UPDATE ON directory_searchdocument BEGIN {FORGET} {LEARN} END",
]
SQLITE_BACK = [
    "DROP TRIGGER search_document_new",
    "DROP TRIGGER search_document_gone",
    "DROP TRIGGER search_document_changed",
    "DROP TABLE directory_searchwords",
]


def forwards(apps, schema_editor):
    run(schema_editor, {"postgresql": POSTGRESQL, "sqlite": SQLITE})


def backwards(apps, schema_editor):
    run(schema_editor, {"postgresql": POSTGRESQL_BACK, "sqlite": SQLITE_BACK})


def run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_search_index")]

    operations = [migrations.RunPython(forwards, backwards)]
