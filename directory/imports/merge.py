"""The one merge behind all imports: read, look, accept.

`check` reads a source into a run and plans it; nothing of the directory changes. `accept` applies the run.
What the source said is remembered field by field, so an officer's edit survives every later import, and a
run can be repeated without changing anything. Nothing is ever deleted: rows that vanish from the source
are proposed for archiving.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import search
from ..models import ImportRow, ImportRun, ImportSource, SourceRecord
from .accounts import Account
from .planning import Outcome, Plan, plan_batch, pointers
from .proposals import undecided
from .records import Adapter, ImportFailure, Kind, Record
from .staging import BATCH, Stager
from .world import World, content_type
from .writing import Writing

NOT_IN_SOURCE = "points at something that the source does not hold"
RUNS_WITH_ROWS = 5
IN_REQUEST = 2_000
"""Rows that are read or applied while the officer waits: some ten seconds. More are the worker's."""
AT_ONCE = 20_000
"""Rows that are applied in one transaction. More are applied in batches that can resume."""


class TakenOver(ImportFailure):
    """Another process is reading or applying this run."""


def start(
    source: ImportSource,
    *,
    file_name: str = "",
    dated: date | None = None,
    partial: bool = False,
    user: User | None = None,
) -> ImportRun:
    """A run that has not read anything yet."""
    return ImportRun.objects.create(
        source=source,
        file_name=file_name[:400],
        dated=dated or timezone.localdate(),
        partial=partial,
        created_by=user,
    )


def check(run: ImportRun, adapter: Adapter) -> ImportRun:
    """Read a source and work out what it would change. A broken source leaves a failed run and nothing else."""
    run.rows.all().delete()
    run.status = run.Status.READING
    run.alive_at = timezone.now()
    run.save()
    try:
        stager = Stager(run, adapter)
        stager.stage()
        moved = plan_run(run, stager.account)
        propose_vanished(run, moved)
    except ImportFailure as failure:
        fail(run, str(failure))
        return run
    except Exception:
        fail(run, _("A fault of the software stopped the reading; it is in the log."))
        raise
    run.account = list(stager.account.lines())
    run.counts, run.shown = count(run), run.rows.numbers_shown()
    run.status = run.Status.CHECKED
    run.save()
    discard_older(run)
    return run


def fail(run: ImportRun, message: str) -> None:
    """Note why nothing was done, and forget what was read."""
    run.rows.all().delete()
    run.status, run.shown = run.Status.FAILED, {}
    run.failure = message
    run.finished_at = timezone.now()
    run.save()


def discard_older(run: ImportRun) -> None:
    """A newer look at the same source replaces older ones that nobody has accepted."""
    older = ImportRun.objects.filter(source=run.source, status=run.Status.CHECKED).exclude(pk=run.pk)
    ImportRow.objects.filter(run__in=older).delete()
    older.update(status=run.Status.DISCARDED, finished_at=timezone.now(), shown={})


def staged_batches(run: ImportRun, stage: int, after: int = 0) -> Iterator[list[ImportRow]]:
    """The run's rows of one stage, 500 at a time."""
    while batch := list(run.rows.filter(stage=stage, pk__gt=after).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk


def plan_rows(run: ImportRun, rows: list[ImportRow], world: World, lock: bool = False) -> tuple[Kind, list[Plan]]:
    """Plans for staged rows of one stage."""
    kind = Kind(rows[0].kind)
    records = [Record.from_payload(row.kind, row.external_id, row.payload) for row in rows]
    world.titles = coming(run, kind, records)
    return kind, plan_batch(kind, records, world, set(world.titles), lock=lock)


def coming(run: ImportRun, kind: Kind, records: list[Record]) -> dict[tuple[Kind, str], str]:
    """The names of places and providers that these records point at and that the same run brings."""
    wanted: dict[Kind, set[str]] = defaultdict(set)
    for record in records:
        for pointed_kind, key in pointers(kind, record):
            wanted[pointed_kind].add(key)
    found: dict[tuple[Kind, str], str] = {}
    for pointed_kind, keys in wanted.items():
        # The kind comes first in the index: without it every batch would read the whole run.
        staged = run.rows.filter(kind=pointed_kind.value, external_id__in=keys).exclude(outcome=Outcome.ERROR)
        found |= {(pointed_kind, key): title for key, title in staged.values_list("external_id", "title")}
    return found


def plan_run(run: ImportRun, account: Account) -> set[int]:
    """Write the difference to the run's rows; memories of listings that go on under a new id."""
    world = World(run.source, run)
    moved: set[int] = set()
    for stage in ImportRow.Stage.values:
        for rows in staged_batches(run, stage):
            _kind, plans = plan_rows(run, rows, world)
            note_plans(rows, plans)
            run.give_sign_of_life()
            moved |= {plan.memory.pk for plan in plans if plan.memory and plan.has_moved}
            for name in (lost for plan in plans for lost in plan.lost):
                account.withdraw_one(name, NOT_IN_SOURCE)
    return moved


def note_plans(rows: list[ImportRow], plans: list[Plan]) -> None:
    """Store what each row means. Rows with nothing to tell are stored by outcome, in one statement each."""
    telling: list[ImportRow] = []
    quiet: dict[str, list[int]] = defaultdict(list)
    for row, plan in zip(rows, plans, strict=True):
        changes = [change.as_json() for change in plan.changes]
        problems = list(dict.fromkeys([*row.problems, *plan.problems]))
        object_id = plan.row.pk if plan.row is not None else None
        worth_a_link = bool(changes or problems) and object_id != row.object_id
        if changes != row.changes or problems != row.problems or worth_a_link:
            row.outcome, row.changes, row.problems, row.object_id = plan.outcome, changes, problems, object_id
            telling.append(row)
        elif row.outcome != plan.outcome:
            quiet[plan.outcome].append(row.pk)
    ImportRow.objects.bulk_update(telling, ["outcome", "changes", "problems", "object_id"], batch_size=100)
    for outcome, pks in quiet.items():
        ImportRow.objects.filter(pk__in=pks).update(outcome=outcome)


def propose_vanished(run: ImportRun, moved: set[int]) -> None:
    """List what the source has told us before and no longer mentions, where nobody has decided about it.

    A row that could not be read may be any of them: then nothing is proposed. Places stay without a word:
    families only see them through a service.
    """
    rejected = set(run.rows.filter(outcome=Outcome.ERROR).values_list("external_id", flat=True))
    if run.partial or "" in rejected:
        return
    gone = []
    for kind in (Kind.PROVIDER, Kind.SERVICE):
        here = run.rows.filter(kind=kind.value, external_id=OuterRef("external_id"))
        records = SourceRecord.objects.filter(
            ~Exists(here),
            source=run.source,
            content_type=content_type(kind),
            object_id__in=undecided(kind).values("pk"),
        ).iterator()
        for record in records:
            if (
                record.pk not in moved
                and record.external_id.partition(":")[0] not in rejected
                and record.external_id not in rejected
            ):
                gone.append(vanished_row(run, kind, record))
    ImportRow.objects.bulk_create(gone, batch_size=300)


def vanished_row(run: ImportRun, kind: Kind, record: SourceRecord) -> ImportRow:
    return ImportRow(
        run=run,
        number=0,
        stage=0,
        kind=kind,
        external_id=record.external_id,
        title=str(record.said.get("name", record.external_id))[:200],
        outcome=Outcome.VANISHED,
        object_id=record.object_id,
    )


def count(run: ImportRun) -> dict[str, dict[str, int]]:
    """How many records of each kind have which outcome."""
    counts: dict[str, Counter[str]] = {}
    for kind, outcome, stage in run.rows.values_list("kind", "outcome", "stage").iterator():
        if stage or outcome in (Outcome.VANISHED, Outcome.ERROR):
            counts.setdefault(outcome, Counter())[kind] += 1
    return {outcome: dict(kinds) for outcome, kinds in counts.items()}


# Accepting


def accept(run: ImportRun, user: User | None = None) -> ImportRun:
    """Take a run over as accepted, once. Raises ImportFailure if somebody was quicker."""
    now = timezone.now()
    taken = ImportRun.objects.filter(pk=run.pk, status=run.Status.CHECKED).update(
        status=run.Status.ACCEPTED, accepted_at=now, accepted_by=user, alive_at=now
    )
    if not taken:
        raise ImportFailure(_("This import has already been decided about."))
    run.refresh_from_db()
    return run


def apply(run: ImportRun) -> ImportRun:
    """Apply an accepted run: up to 20,000 rows in one transaction, more in batches that can resume."""
    if run.rows_read > AT_ONCE:
        apply_batches(run)
        with transaction.atomic():
            finish(run)
        return run
    try:
        with transaction.atomic():
            apply_batches(run)
            finish(run)
    except TakenOver:
        raise
    except Exception:
        ImportRun.objects.filter(pk=run.pk).update(status=run.Status.CHECKED, accepted_at=None, accepted_by=None)
        raise
    return run


def apply_batches(run: ImportRun) -> None:
    """Apply what has not been applied yet. Each batch and the note of how far it went are one transaction."""
    writing = Writing(run, World(run.source, run), timezone.now(), timezone.localdate(), run.accepted_by)
    for stage in ImportRow.Stage.values:
        if stage < run.applied_stage:
            continue
        after = run.applied_row if stage == run.applied_stage else 0
        for rows in staged_batches(run, stage, after):
            with transaction.atomic():
                hold(run)
                apply_rows(run, rows, writing)
                run.status = run.Status.APPLYING
                run.applied_stage, run.applied_row = stage, rows[-1].pk
                run.alive_at = timezone.now()
                run.save(update_fields=["status", "applied_stage", "applied_row", "alive_at"])


def hold(run: ImportRun) -> None:
    """Keep the run to ourselves for one batch; raises TakenOver if another worker is ahead of us."""
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    is_ours = (held.applied_stage, held.applied_row) == (run.applied_stage, run.applied_row)
    if not is_ours or held.status == held.Status.DONE:
        raise TakenOver(_("Another worker is applying this import."))


def apply_rows(run: ImportRun, rows: list[ImportRow], writing: Writing) -> None:
    """Apply one batch, planned anew: an officer may have edited since the run was looked at."""
    kind, plans = plan_rows(run, rows, writing.world, lock=True)
    touched = writing.apply(kind, plans)
    note_plans(rows, plans)
    if touched:
        search.touch(touched)


def finish(run: ImportRun) -> None:
    """Note what vanished, and throw away what is no longer needed."""
    hold(run)
    now = timezone.now()
    memories = SourceRecord.objects.filter(source=run.source)
    for kind in Kind:
        gone = run.rows.filter(outcome=Outcome.VANISHED, kind=kind.value).values("external_id")
        memories.filter(content_type=content_type(kind), external_id__in=gone, vanished_at=None).update(vanished_at=now)
    run.counts = count(run)
    run.rows.filter(outcome=Outcome.UNCHANGED, problems=[]).delete()
    run.shown = run.rows.numbers_shown()
    run.status = run.Status.DONE
    run.finished_at = now
    run.save()
    run.rows.update(payload={})
    forget_old_rows(run)


def forget_old_rows(run: ImportRun) -> None:
    """Runs are kept as the history of a source; the rows only of its latest ones."""
    runs = ImportRun.objects.filter(source=run.source)
    old = runs.exclude(pk__in=list(runs.values_list("pk", flat=True)[:RUNS_WITH_ROWS]))
    ImportRow.objects.filter(run__in=old).delete()
    old.update(shown={})
