"""Whole pages under gunicorn: requests a second, and the memory of a worker.

Run through `make bench`. The load comes from `wrk` where it is installed, else from threads of our own,
which are slower than the server for the barest page and so make its ratio look better than it is; the
result says which was used.
"""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

SECONDS = 5
CONNECTIONS = 8
WARM_ROUNDS = 3
PATIENCE = 600
"""Seconds for an answer: with 300,000 services a new process needs minutes for the first one."""


class Server:
    """gunicorn with two workers of four threads, as `docs/production.md` recommends for two cores."""

    def __init__(self, workers: int = 2):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [sys.executable, "-m", "gunicorn", "tests.benchmarks.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        command += ["--workers", str(workers), "--threads", "4", "--log-level", "warning"]
        self.process = subprocess.Popen(command, env=os.environ | {"ENVIRONMENT": "development"})

    def __enter__(self):
        for _ in range(200):
            try:
                if self.get("/bench/bare/") == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("gunicorn did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def get(self, address: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", address)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status

    def warm(self, addresses: Sequence[str]) -> None:
        """Ask for all of them a few times, so that every worker has met the services that they show."""
        for address in [*addresses] * WARM_ROUNDS:
            self.get(address)

    def requests_per_second(self, addresses: Sequence[str]) -> float:
        """Asks for the addresses in turn."""
        for address in addresses[:10]:
            if self.get(address) != 200:
                raise RuntimeError(f"{address} does not answer 200")
        if shutil.which("wrk"):
            return self._with_wrk(addresses)
        return self._with_threads(addresses)

    def _with_wrk(self, addresses: Sequence[str]) -> float:
        listed = ", ".join(f'"{address}"' for address in addresses)
        script = f"local all = {{{listed}}}; local n = 0\n"
        script += 'request = function() n = n % #all + 1; return wrk.format("GET", all[n]) end\n'
        with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
            file.write(script)
            file.flush()
            command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-s", file.name]
            command.append(f"http://127.0.0.1:{self.port}")
            printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return float(re.search(r"Requests/sec:\s+([\d.]+)", printed)[1])

    def _with_threads(self, addresses: Sequence[str]) -> float:
        counts = [0] * CONNECTIONS
        stop = time.monotonic() + SECONDS

        def client(number: int) -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port)
            while time.monotonic() < stop:
                connection.request("GET", addresses[(counts[number] * CONNECTIONS + number) % len(addresses)])
                connection.getresponse().read()
                counts[number] += 1

        threads = [threading.Thread(target=client, args=(number,)) for number in range(CONNECTIONS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(counts) / SECONDS

    def worker_memory(self) -> float:
        """Proportional set size of the largest worker, in megabytes (Linux only)."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return max(_proportional_set_size(int(child)) for child in children)


def _proportional_set_size(process: int) -> float:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    return int(re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[1]) / 1024


def measure_pages(searches: Sequence[str]) -> dict:
    """Requests a second of a bare answer, the frame, home and results pages, best of three rounds each.

    `results` are different searches (two words, a postcode of its own, 5 miles, one filter), none of which comes
    again while its page might be remembered; `again` is one search that everybody asks for. The workers have
    shown these services before, as those of a live site have: cards are kept (2,000 a worker), pages are not.
    """
    pages = {
        "bare": ["/bench/bare/"],
        "frame": ["/bench/frame/"],
        "home": ["/"],
        "results": searches,
        "again": searches[:1],
    }
    rounds = []
    with Server() as server:
        server.warm(searches)
        for _ in range(3):
            rounds.append({name: server.requests_per_second(addresses) for name, addresses in pages.items()})
    best = {name: max(one[name] for one in rounds) for name in pages}
    return best | {"load": "wrk" if shutil.which("wrk") else "threads"}


def measure_memory(searches: Sequence[str]) -> float:
    """Memory of a single worker that has answered searches, in megabytes."""
    with Server(workers=1) as server:
        for address in [*searches[:30], "/find/"]:
            server.get(address)
        return server.worker_memory()
