"""QR codes drawn on the server as SVG: no third party learns what is shared."""

import io
from functools import lru_cache

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

LONGEST = 1500
PNG_SCALE = 24


@lru_cache(maxsize=256)
def _drawing(address: str) -> tuple[str, str]:
    """The view box and the path of the code. Both come from segno, with digits and path letters only."""
    code = segno.make(address[:LONGEST], error="m", micro=False)
    width, height = code.symbol_size(border=2)
    buffer = io.BytesIO()
    code.save(buffer, kind="svg", border=2, xmldecl=False, svgns=False, nl=False, lineclass=None, svgclass=None)
    drawing = buffer.getvalue().decode()
    path = drawing.split(' d="', 1)[1].split('"', 1)[0]
    return f"0 0 {width} {height}", path


def svg(address: str, label: str) -> SafeString:
    """The QR code of an address, with a name for screen readers. No style attribute, so our policy allows it."""
    view_box, path = _drawing(address)
    return format_html(
        '<svg class="lo-qr" role="img" aria-label="{}" viewBox="{}"><path d="{}"></path></svg>',
        label,
        view_box,
        path,
    )


def document(address: str) -> str:
    """The same drawing as a file of its own, for an <img>."""
    view_box, path = _drawing(address)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}">'
        f'<path fill="none" stroke="#000" d="{path}"/></svg>'
    )


def picture(address: str) -> bytes:
    """The same as a PNG that is large enough for a poster."""
    buffer = io.BytesIO()
    segno.make(address[:LONGEST], error="m", micro=False).save(buffer, kind="png", scale=PNG_SCALE, border=2)
    return buffer.getvalue()
