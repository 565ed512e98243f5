"""A small version of bench/markup/rates.py, by processor time, since tests share the machine."""

import time

import pytest

from markup.rendering import Renderer

MARKDOWN = """Some *words* with `code` and a [link](https://a.example/b?c=1&d=2), then more.

> A quote of **somebody** who said it at length, at https://b.example/c.

1. first
2. second
"""
HTML = Renderer().markdown(MARKDOWN)
TIMES = 200


# Half of what each of two processes must reach (1,200 and 500 a second together).
@pytest.mark.parametrize(
    ("kind", "text", "least"), [("html", HTML, 300), ("markdown", MARKDOWN, 125)]
)
def test_bodies_per_second_of_processor_time(kind, text, least):
    render = getattr(Renderer(), kind)
    began = time.process_time()
    for number in range(TIMES):
        render(f"{text}\n{number}")
    assert TIMES / (time.process_time() - began) > least
