"""HTML back into Markdown, for texts that nobody ever wrote as Markdown."""


def as_markdown(html):
    """Rendered HTML as Markdown, as well as can be; HTML itself where it is nested too deeply."""
    # Few pages need it, and each process would hold its 15 MB.
    from markdownify import ATX, markdownify  # noqa: PLC0415

    try:
        return markdownify(html, heading_style=ATX, bullets="-").strip()
    except RecursionError:
        return html
