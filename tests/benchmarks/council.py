"""The processes of a council's server: web server, worker, commands; with their times and peak memory."""

import http.client
import re
import resource
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from tests.factories.people import person

MANAGE = [sys.executable, "manage.py"]


def report(what: str, **figures: object) -> None:
    """One line of the result."""
    print(f"{what}: {', '.join(f'{name} {value}' for name, value in figures.items())}", flush=True)


def until(holds: Callable[[], bool], seconds: float = 4 * 3600) -> None:
    """Wait until something holds."""
    stop = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > stop:
            sys.exit("It never came.")
        time.sleep(3)


def run_command(*arguments: str) -> dict[str, str]:
    """Time and peak memory of a management command."""
    start = time.monotonic()
    subprocess.run([*MANAGE, *arguments], check=True, stdout=subprocess.DEVNULL)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": f"{time.monotonic() - start:.0f}", "peak MB": f"{peak:.0f}"}


class Process:
    """A process of ours, ended by its number."""

    def __init__(self, *command: str) -> None:
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        self.since = time.monotonic()

    def figures(self) -> dict[str, str]:
        """Seconds since the last call, and the most memory that the process has had."""
        seconds, self.since = time.monotonic() - self.since, time.monotonic()
        return {"seconds": f"{seconds:.0f}", "peak MB": f"{peak_memory(self.process.pid):.0f}"}

    def kill(self) -> None:
        """End it at once, in the middle of whatever it does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end."""
        self.process.terminate()
        self.process.wait()


def peak_memory(process: int) -> float:
    """The most memory that a process has had, in megabytes (Linux)."""
    return int(re.search(r"^VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)[1]) / 1024


class Worker(Process):
    """`manage.py db_worker`, as the systemd unit starts it."""

    def __init__(self) -> None:
        super().__init__(*MANAGE, "db_worker")


class Cms(Process):
    """gunicorn, and an officer who is signed in."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.officer = make_officer()
        self.cookies = {settings.SESSION_COOKIE_NAME: session_of(self.officer)}
        command = [sys.executable, "-m", "gunicorn", "localoffer.wsgi", "--config", "deploy/gunicorn.conf.py"]
        super().__init__(*command, "--workers", "1", "--bind", f"127.0.0.1:{self.port}")

    def __enter__(self) -> "Cms":
        until(self.answers, 60)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def answers(self) -> bool:
        try:
            return self.ask("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def worker_memory(self) -> float:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return max(peak_memory(int(child)) for child in children)

    def ask(self, method: str, address: str, body: object = None, kind: str = "") -> tuple[int, str, str]:
        """Status, where it leads to, and text of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.1",
            "Referer": f"https://127.0.0.1:{self.port}/cms/",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if isinstance(body, bytes | str):
            headers["Content-Length"] = str(len(body))
        if kind:
            headers["Content-Type"] = kind
        connection.request(method, address, body=body, headers=headers)
        response = connection.getresponse()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        text = response.read().decode("utf-8", "replace")
        connection.close()
        return response.status, response.headers.get("Location", ""), text

    def page(self, address: str) -> str:
        """The text of a page; exits when it does not answer."""
        start = time.monotonic()
        status, leads_to, text = self.ask("GET", address)
        if status != 200:
            sys.exit(f"{address} answered {status} {leads_to}")
        report(
            f"  GET {address}", seconds=f"{time.monotonic() - start:.1f}", **{"web MB": f"{self.worker_memory():.0f}"}
        )
        return text

    def token(self, text: str) -> str:
        return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)[1]

    def upload(self, source: str, table: Path) -> int:
        """Send a table to the upload page; the number of its run."""
        address = f"/cms/directory/imports/sources/{source}/new/"
        token = self.token(self.page(address))
        mark = uuid.uuid4().hex
        fields = {"csrfmiddlewaretoken": token, "origin": "file", "dated": "2026-03-01"}
        head = "".join(
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in fields.items()
        )
        head += f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="table.csv"\r\n'
        head += "Content-Type: text/csv\r\n\r\n"
        body = head.encode() + table.read_bytes() + f"\r\n--{mark}--\r\n".encode()
        start = time.monotonic()
        status, leads_to, text = self.ask("POST", address, body, f"multipart/form-data; boundary={mark}")
        if status != 302:
            sys.exit(f"The upload answered {status}: {text[:2000]}")
        report("uploaded", seconds=f"{time.monotonic() - start:.1f}", **{"web MB": f"{self.worker_memory():.0f}"})
        return int(re.search(r"/runs/(\d+)/", leads_to)[1])

    def look_at(self, run: int) -> None:
        """The officer's page of the run, its first and a late page; the last session may have ended meanwhile."""
        self.cookies = {settings.SESSION_COOKIE_NAME: session_of(self.officer)}
        self.page(f"/cms/directory/imports/runs/{run}/")
        self.page(f"/cms/directory/imports/runs/{run}/?show=new&page=3000")

    def accept(self, run: int) -> None:
        address = f"/cms/directory/imports/runs/{run}/"
        token = self.token(self.page(address))
        body = urlencode({"csrfmiddlewaretoken": token})
        status, leads_to, _text = self.ask("POST", f"{address}accept/", body, "application/x-www-form-urlencoded")
        if status != 302:
            sys.exit(f"Accepting answered {status} {leads_to}")


def make_officer() -> User:
    """An officer with a second step."""
    user: User = person("Officers")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "unused"})
    return user


def session_of(user: User) -> str:
    """The key of a session of somebody who has just used a second step."""
    request = RequestFactory().get("/")
    request.session = SessionStore()
    record_authentication(request, user, "mfa", type="totp")
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    request.session["signed_in_at"] = int(time.time())
    request.session.save()
    assert request.session.session_key
    return request.session.session_key
