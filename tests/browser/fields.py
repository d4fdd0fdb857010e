"""What people type into and choose from: whole lines of it can be read."""

CUT = """() => [...document.querySelectorAll('input, select, textarea')]
    .filter(field => field.getClientRects().length && !['checkbox', 'radio', 'range'].includes(field.type))
    .filter(field => {
      const style = getComputedStyle(field)
      const room = field.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom)
      return room < (parseFloat(style.lineHeight) || 1.15 * parseFloat(style.fontSize)) - 1
    })
    .map(field => field.id || field.name)"""


def cut_fields(page) -> list[str]:
    """The names of fields that are lower than a line of their text."""
    return page.evaluate(CUT)
