"""A small version of bench/markup/rates.py, against the bare libraries: tests share a machine.

What a text costs is nearly all parsing; a step that doubled it would show here on any machine.
"""

import time

import bleach
import pytest
from markdown import Markdown

from markup.rendering import Renderer

MARKDOWN = """Some *words* with `code` and a [link](https://a.example/b?c=1&d=2), then more.

> A quote of **somebody** who said it at length, at https://b.example/c.

1. first
2. second
"""
HTML = Renderer().markdown(MARKDOWN)
TEXTS = 20
ROUNDS = 12


def bare_html(text):
    return bleach.clean(text, tags={"p", "a", "em", "code", "blockquote", "strong", "ol", "li"})


def bare_markdown(text):
    return bare_html(Markdown().convert(text))


def seconds(render, text):
    """Processor time for a few texts that differ."""
    began = time.process_time()
    for number in range(TEXTS):
        render(f"{text}\n{number}")
    return time.process_time() - began


@pytest.mark.parametrize(
    ("kind", "text", "bare"), [("html", HTML, bare_html), ("markdown", MARKDOWN, bare_markdown)]
)
def test_a_body_costs_little_more_than_the_libraries_do(kind, text, bare):
    render = getattr(Renderer(), kind)
    pairs = [(seconds(render, text), seconds(bare, text)) for _ in range(ROUNDS)]
    ours, theirs = (min(times) for times in zip(*pairs, strict=True))
    assert ours / theirs < 2
