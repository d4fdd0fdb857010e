"""Times of one design: median, 95th percentile, throughput at 1, 4 and 16 clients."""

import itertools
import multiprocessing
import statistics
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from django.db import connections

from .queries import Query

PROCESSES = 2
"""As many as gunicorn would start on two cores; clients are threads spread over them."""


class Design(Protocol):
    name: str

    def setup(self) -> None: ...

    def run(self, query: Query) -> Any: ...


def latency(run: Callable[[Query], Any], queries: Sequence[Query], seconds: float = 4, least: int = 3) -> dict:
    """Median and 95th percentile in milliseconds, each query once, for at most `seconds` but `least` times.

    The first ones, as many as `least` or as `seconds` allow, are not counted.
    """
    stop = time.perf_counter() + seconds
    for query in queries[:least]:
        run(query)
        if time.perf_counter() > stop:
            break
    times = []
    stop = time.perf_counter() + seconds
    for query in queries[least:]:
        start = time.perf_counter()
        run(query)
        times.append((time.perf_counter() - start) * 1000)
        if len(times) >= least and time.perf_counter() > stop:
            break
    times.sort()
    return {"p50": statistics.median(times), "p95": times[int(len(times) * 0.95)], "runs": len(times)}


def throughput(make: Callable[[], Design], queries: Sequence[Query], clients: int, seconds: float = 1.5) -> float:
    """Searches a second with so many clients, spread over PROCESSES processes."""
    _let_go_of_connections()
    context = multiprocessing.get_context("fork")
    processes = min(PROCESSES, clients)
    results = context.Queue()
    ready = context.Barrier(processes)
    shares = [clients // processes + (1 if number < clients % processes else 0) for number in range(processes)]
    workers = [
        context.Process(target=_work, args=(make, queries[number::processes], share, seconds, ready, results))
        for number, share in enumerate(shares)
    ]
    for worker in workers:
        worker.start()
    done = sum(results.get() for _ in workers)
    for worker in workers:
        worker.join()
    return done / seconds


def _let_go_of_connections() -> None:
    """A pool of connections must not live on in a forked process."""
    connections.close_all()
    for connection in connections.all():
        if connection.vendor == "postgresql":
            connection.close_pool()


def _work(make, queries, threads, seconds, ready, results):
    design = make()
    design.setup()
    design.run(queries[0])
    counts = [0] * threads
    ready.wait()
    stop = time.perf_counter() + seconds

    def client(number):
        for query in itertools.islice(itertools.cycle(queries), number, None):
            if time.perf_counter() > stop:
                break
            design.run(query)
            counts[number] += 1
        connections.close_all()

    running = [threading.Thread(target=client, args=(number,)) for number in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    results.put(sum(counts))
