"""What people press: large enough for a thumb."""

LEAST = 24
TOO_SMALL = """least => [...document.querySelectorAll('main a, main button, main select')]
    .filter(element => element.getClientRects().length && element.getBoundingClientRect().height < least)
    .filter(element => getComputedStyle(element, '::after').position !== 'absolute')
    .map(element => element.textContent.trim())"""


def too_small(page) -> list[str]:
    """The words of links and buttons under 24 pixels. One that fills a whole card is as large as the card."""
    return page.evaluate(TOO_SMALL, LEAST)
