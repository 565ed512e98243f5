"""Strings in, safe HTML out. Knows Markdown and HTML; knows no question, member or request.

Markdown and foreign HTML are turned into HTML within an explicit allow-list, and HTML back into
Markdown, in child processes that are killed when a text takes too long or too much memory.
"""

from markup.crew import as_markdown, clean_html, render
from markup.errors import TooSlow
from markup.plain import all_text, as_plain, plain_text
from markup.pool import Pool
from markup.running_text import in_running_text

# Stored beside each rendered text; a higher number makes older HTML due for rendering again.
RENDERER_VERSION = 2

__all__ = [
    "RENDERER_VERSION",
    "Pool",
    "TooSlow",
    "all_text",
    "as_markdown",
    "as_plain",
    "clean_html",
    "in_running_text",
    "plain_text",
    "render",
]
