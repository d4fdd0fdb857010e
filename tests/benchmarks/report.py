"""The results as Markdown: times, ratios to the floor, load, pages, memory, growth."""

import itertools
from collections.abc import Iterator

OURS = "our search function"
FILTERSET = "our search through the FilterSet"
FLOOR = "(c) the floor: one statement, raw driver"


def table(reports: list[dict]) -> str:
    """All reports under one another, each with its ratios."""
    lines: list[str] = []
    for report in reports:
        lines += [f"### {report['vendor']}, {report['size']:,} services", "", *_designs(report), ""]
        lines += [*_pages(report), ""]
    lines += list(_growth(reports))
    return "\n".join(lines)


def _designs(report: dict) -> Iterator[str]:
    yield "| query | design | p50 ms | p95 ms | times the floor | a second, 1 / 4 / 16 clients |"
    yield "|---|---|---|---|---|---|"
    for kind in report["designs"][FLOOR]:
        floor = report["designs"][FLOOR][kind]["p50"]
        for name, results in report["designs"].items():
            if kind in results:
                row = results[kind]
                load = " / ".join(f"{value:,.0f}" for value in row["load"].values()) if "load" in row else "not tried"
                times = f"{row['p50']:.2f} | {row['p95']:.2f} | {row['p50'] / floor:.2f}"
                yield f"| {kind} | {name} | {times} | {load} |"


def _pages(report: dict) -> Iterator[str]:
    pages = report["pages"]
    yield f"Requests a second ({pages['load']}): bare answer {pages['bare']:,.0f}; frame {pages['frame']:,.0f} "
    yield f"({pages['frame'] / pages['bare']:.0%} of bare); results page {pages['results']:,.0f} "
    yield f"({pages['results'] / pages['frame']:.0%} of the frame), the same page again {pages['again']:,.0f}."
    more = report["memory"] - report["memory_empty"]
    yield f"Memory of a worker: {report['memory']:.0f} MB, {more:.1f} MB above an empty directory."
    agreement = ", ".join(f"{kind}: {same} of 40" for kind, same in report["agreement"].items())
    yield f"Same totals and counts as the floor: {agreement}."


def _growth(reports: list[dict]) -> Iterator[str]:
    for vendor in dict.fromkeys(report["vendor"] for report in reports):
        sizes = [report for report in reports if report["vendor"] == vendor]
        for small, large in itertools.pairwise(sizes):
            yield f"Growth on {vendor} from {small['size']:,} to {large['size']:,} services (p50):"
            yield ""
            for name in (OURS, FILTERSET, FLOOR):
                growth = (
                    f"{kind} {large['designs'][name][kind]['p50'] / row['p50']:.1f}"
                    for kind, row in small["designs"][name].items()
                )
                yield f"- {name}: {'; '.join(growth)}"
            yield ""
