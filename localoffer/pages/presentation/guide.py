"""The parts of a guide, each with its place in the guide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..part_addresses import WHOLE, part_addresses


@dataclass(frozen=True)
class Part:
    """One part of a guide."""

    title: str
    answer: str
    body: Any
    address: str
    url: str

    @property
    def label(self) -> str:
        """Its words in lists of links."""
        return self.title


def parts_of(page, base_url: str | None = None) -> list[Part]:
    """The parts in order. The first one stands at the address of the guide itself."""
    base = base_url if base_url is not None else page.get_url() or "/"
    addresses = part_addresses(page.parts)
    return [
        Part(
            title=block.value["title"],
            answer=block.value["answer"],
            body=block.value["body"],
            address=address,
            url=base if number == 0 else f"{base}{address}/",
        )
        for number, (block, address) in enumerate(zip(page.parts, addresses, strict=True))
    ]


def part_context(page, parts: Sequence[Part], number: int) -> dict:
    """What the page of one part shows."""
    part = parts[number]
    return {
        "part": part,
        "answer": page.answer if number == 0 else part.answer,
        # The first part may have an answer of its own besides that of the guide.
        "lead": part.answer if number == 0 and part.answer != page.answer else "",
        "entries": [{"label": other.title, "url": other.url, "current": other is part} for other in parts],
        "previous": parts[number - 1] if number else None,
        "next": parts[number + 1] if number + 1 < len(parts) else None,
        "address": part.url,
    }


def whole_context(page, parts: Sequence[Part]) -> dict:
    """What the guide on one page shows."""
    return {
        "whole": True,
        "parts": parts,
        "answer": page.answer,
        "entries": [{"label": part.title, "url": f"#{part.address}", "current": False} for part in parts],
        "address": whole_url(page),
        # Search engines know the parts; this is the same guide again.
        "canonical": page.get_url(),
    }


def whole_url(page) -> str:
    """Where all parts stand on one page."""
    return f"{page.get_url() or '/'}{WHOLE}/"
