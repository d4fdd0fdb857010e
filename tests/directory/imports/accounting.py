"""The promise of every import: each value of the source is in our records, or was left out for a reason."""

from directory.imports.catalogue import FIELDS
from directory.imports.loading import load
from directory.imports.planning import same
from directory.imports.records import Kind
from directory.imports.world import World, content_type
from directory.models import SourceRecord


def print_account(run):
    """One line for each field and destination (shown with `pytest -s`)."""
    print(f"\n{run.source} ({run.file_name}): {run.rows_read} rows")
    for line in run.account:
        print(f"{line['number']:>6}  {line['field']:<60} {line['way']:<8} {line['what']}")


def assert_all_accounted(run):
    """No value is lost without somebody having decided so."""
    print_account(run)
    assert [line for line in run.account if line["way"] == "unused"] == []
    assert run.account


def assert_memory_is_true(source):
    """What the source said stands in our rows, read back from the database."""
    wrong = []
    for kind in Kind:
        memories = SourceRecord.objects.filter(source=source, content_type=content_type(kind))
        world = World(source)
        rows = load(kind, [memory.object_id for memory in memories], world)
        for memory in memories:
            for name, said in memory.said.items():
                ours = FIELDS[kind][name].read(rows[memory.object_id], world)
                if not same(ours, sorted(said) if name == "terms" else said):
                    wrong.append((kind, memory.external_id, name, said, ours))
    assert wrong == []
