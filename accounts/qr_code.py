"""A QR code as one path of SVG, which may stand in a page under a policy without inline styles."""

from itertools import groupby

from django.utils.html import format_html
from qrcode import QRCode


def qr_code(text, label):
    """The `<svg>` that shows `text`; `label` is what a screen reader says instead."""
    code = QRCode()  # With the quiet margin of four modules that scanners need.
    code.add_data(text)
    rows = code.get_matrix()
    return format_html(
        '<svg class="qr-code" viewBox="0 0 {0} {0}" role="img" aria-label="{1}">'
        '<path d="{2}"></path></svg>',
        len(rows),
        label,
        "".join(bar for y, row in enumerate(rows) for bar in _bars(y, row)),
    )


def _bars(y, row):
    """A rectangle for each run of dark modules."""
    x = 0
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            yield f"M{x} {y}h{width}v1h-{width}z"
        x += width
