"""A run in words: for the terminal and for the officer's page."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..models import ImportRow, ImportRun

ORDER = (
    ImportRow.Outcome.NEW,
    ImportRow.Outcome.CHANGED,
    ImportRow.Outcome.CONFLICT,
    ImportRow.Outcome.UNCHANGED,
    ImportRow.Outcome.CLOSED,
    ImportRow.Outcome.VANISHED,
    ImportRow.Outcome.LEFT_OUT,
    ImportRow.Outcome.ERROR,
)
KINDS = ("service", "provider", "location")


def totals(run: ImportRun) -> list[dict[str, object]]:
    """For each outcome: its words, and how many services, providers and places."""
    return [
        {
            "outcome": outcome.value,
            "label": outcome.label,
            **{kind: run.counts.get(outcome.value, {}).get(kind, 0) for kind in KINDS},
        }
        for outcome in ORDER
        if outcome.value in run.counts
    ]


def summary(run: ImportRun) -> Iterator[str]:
    """The run in a few lines."""
    if run.status == run.Status.FAILED:
        yield _("Nothing was imported: %(why)s") % {"why": run.failure}
        return
    yield _("%(rows)s rows of %(source)s, dated %(dated)s") % {
        "rows": f"{run.rows_read:,}",
        "source": run.source,
        "dated": run.dated,
    }
    for line in totals(run):
        yield _("%(label)s: %(service)s services, %(provider)s providers, %(location)s places") % line
    for reason, number in run.passed_over.items():
        yield _("Left out: %(number)s rows, %(reason)s") % {"number": number, "reason": reason}


def differences(run: ImportRun) -> Iterator[str]:
    """What changes and what was wrong, row by row."""
    rows = run.rows.exclude(changes=[], problems=[]) | run.rows.filter(
        outcome__in=[ImportRow.Outcome.VANISHED, ImportRow.Outcome.CLOSED, ImportRow.Outcome.ERROR]
    )
    for row in rows.order_by("number", "stage", "pk").iterator():
        where = _("row %(number)s") % {"number": row.number} if row.number else _("no row")
        yield f"{where}, {row.kind} “{row.title}”: {row.get_outcome_display()}"
        for change in row.changes:
            yield f"    {change_words(change)}"
        for problem in row.problems:
            yield f"    ! {problem}"


def change_words(change: dict[str, object]) -> str:
    """One difference as a sentence."""
    words = {"label": change["label"], "old": change["old"] or _("nothing"), "new": change["new"] or _("nothing")}
    if change.get("draft"):
        return _("%(label)s: a draft says “%(old)s”, the source now says “%(new)s”; the draft stays") % words
    if change.get("kept"):
        return _("%(label)s: ours “%(old)s” stays, the source says “%(new)s”") % words
    return _("%(label)s: “%(old)s” becomes “%(new)s”") % words


def account_lines(run: ImportRun) -> Iterator[str]:
    """Where the values of each field went."""
    for line in run.account:
        ways = {
            "arrived": _("arrived in %(what)s"),
            "dropped": _("dropped on purpose: %(what)s"),
            "unused": _("NOT USED"),
        }
        yield f"{line['number']:>7}  {line['field']}: {ways[line['way']] % line}"
