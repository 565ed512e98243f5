"""HTML back into Markdown, for texts that nobody ever wrote as Markdown."""

from markdownify import ATX, markdownify


def as_markdown(html):
    """Rendered HTML as Markdown, as well as can be; HTML itself where it is nested too deeply."""
    try:
        return markdownify(html, heading_style=ATX, bullets="-").strip()
    except RecursionError:
        return html
