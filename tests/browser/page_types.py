"""What browser tests ask of every type of page."""

import gzip

from django.test import Client


def misplaced(types) -> list[str]:
    """The addresses at which no published page of their type stands. `types` holds types by address."""
    return [address for address, model in types.items() if address not in _addresses(model)]


def _addresses(model) -> set[str]:
    return {page.get_url() for page in model.objects.live()}


def cut_pictures(*addresses: str) -> None:
    """Have the sizes of pictures made that these pages show: else every test that opens one makes and writes them."""
    for address in addresses:
        assert Client().get(address).status_code == 200


def first_visit(page, address: str) -> int:
    """The bytes of a first visit as a proxy sends them: compressed, with style and scripts, without pictures."""
    answers = []

    def note(answer):
        answers.append(answer)

    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.on("response", note)
    page.goto(address)
    page.wait_for_load_state("load")
    page.remove_listener("response", note)
    return sum(len(gzip.compress(answer.body(), 6)) for answer in answers if not _is_picture(answer))


def _is_picture(answer) -> bool:
    return answer.headers.get("content-type", "").startswith("image/")
