from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from directory.imports.openreferral import OpenReferralAdapter, read_path
from directory.imports.openreferral_feed import fetch_feed
from directory.models import ImportRun, ImportSource

from ._import import ImportCommand


class Command(ImportCommand):
    """Imports services in Open Referral UK 3.0 or 1.0 from a file, a folder or the address of a feed."""

    help = "Imports Open Referral UK from a file, folder or feed. Without --apply it only shows the difference."
    kind = ImportSource.Kind.OPEN_REFERRAL
    default_slug = "open-referral"
    default_name = "Open Referral UK"

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--allow-private", action="store_true", help="also fetch from addresses inside the network (for trying out)"
        )

    @contextmanager
    def opened(self, run: ImportRun, options: dict[str, Any]) -> Iterator[OpenReferralAdapter]:
        path = str(options["path"])
        if path.startswith(("http://", "https://")):
            documents = fetch_feed(path, allow_private=options["allow_private"], alive=run.give_sign_of_life)
        else:
            documents = read_path(Path(path))
        yield OpenReferralAdapter(run.source, documents)
