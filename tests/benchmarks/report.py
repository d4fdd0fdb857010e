"""The results as Markdown: every search of every design, then whole pages and memory."""

from collections.abc import Iterator

FLOOR = "(c) the floor: one statement, raw driver"
SEARCHES = (
    "| database | services | query | design | p50 ms | p95 ms | times the floor | growth "
    "| a second, 1 / 4 / 16 clients | runs |",
    "|---|---|---|---|---|---|---|---|---|---|",
)
PAGES = (
    "| database | services | bare, a second | frame | of bare | home | of the frame | results page | of the frame "
    "| same page again | worker, MB | above empty, MB |",
    "|---|---|---|---|---|---|---|---|---|---|---|---|",
)
NOT_RUN = "| {vendor} | {size:,} | {kind} | {name} | not run at this size | | | | | |"


def table(reports: list[dict]) -> str:
    """All reports in one table of searches and one of pages. Growth compares with the next smaller size."""
    lines = [*SEARCHES, *(row for report in reports for row in _searches(report, _smaller(report, reports))), ""]
    lines += [*PAGES, *(_pages(report) for report in reports), ""]
    lines += (_agreement(report) for report in reports)
    return "\n".join(lines)


def _smaller(report: dict, reports: list[dict]) -> dict | None:
    """The same database with fewer services."""
    smaller = [each for each in reports if each["vendor"] == report["vendor"] and each["size"] < report["size"]]
    return max(smaller, key=lambda each: each["size"], default=None)


def _searches(report: dict, smaller: dict | None) -> Iterator[str]:
    for kind, floor in report["designs"][FLOOR].items():
        for name, results in report["designs"].items():
            if kind not in results:
                yield NOT_RUN.format(vendor=report["vendor"], size=report["size"], kind=kind, name=name)
                continue
            row = results[kind]
            before = smaller["designs"][name].get(kind) if smaller else None
            growth = f"{row['p50'] / before['p50']:.1f}" if before else ""
            load = " / ".join(f"{value:,.0f}" for value in row["load"].values()) if "load" in row else "not tried"
            cells = (report["vendor"], f"{report['size']:,}", kind, name, f"{row['p50']:.2f}", f"{row['p95']:.2f}")
            cells += (f"{row['p50'] / floor['p50']:.2f}", growth, load, str(row["runs"]))
            yield f"| {' | '.join(cells)} |"


def _pages(report: dict) -> str:
    pages = report["pages"]
    cells = (
        report["vendor"],
        f"{report['size']:,}",
        f"{pages['bare']:,.0f}",
        f"{pages['frame']:,.0f}",
        f"{pages['frame'] / pages['bare']:.0%}",
        f"{pages['home']:,.0f}",
        f"{pages['home'] / pages['frame']:.0%}",
        f"{pages['results']:,.0f}",
        f"{pages['results'] / pages['frame']:.0%}",
        f"{pages['again']:,.0f}",
        f"{report['memory']:.0f}",
        f"{report['memory'] - report['memory_empty']:.1f}",
    )
    return f"| {' | '.join(cells)} |"


def _agreement(report: dict) -> str:
    agreement = ", ".join(f"{kind} {same} of {asked}" for kind, (same, asked) in report["agreement"].items())
    return f"{report['vendor']}, {report['size']:,}: same total and counts as the floor in {agreement}."
