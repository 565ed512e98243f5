import time

import pytest

import markup
from markup.rendering import Renderer
from tests.markup.hostile import SLOW, TEXTS
from tests.markup.judge import faults

# Two seconds for the text; the rest is for starting a process and for a machine with other work.
PATIENCE = 2.0 + 1.5


NEXT = "- *next*\n- [a][b]\n\n[b]: /c"


def _outcome(make, text):
    """(HTML, "") or ("", why it was refused)."""
    began = time.monotonic()
    try:
        return make(text), ""
    except markup.TooSlow as refusal:
        return "", refusal.reason
    finally:
        assert time.monotonic() - began < PATIENCE


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_is_rendered_or_refused_in_time(name):
    ordinary = Renderer().markdown(NEXT)
    html, refused = _outcome(markup.render, TEXTS[name])
    assert refused in {"", "time", "memory", "size", "depth", "failed"}
    assert len(html) <= 1_000_000
    assert markup.render(NEXT) == ordinary


@pytest.mark.parametrize("name", ["5,000 divs", "links in links", "a number too long to read"])
def test_hostile_foreign_html_too(name):
    html, refused = _outcome(markup.clean_html, TEXTS[name])
    assert refused in {"", "time", "depth", "failed"}
    assert not faults(html)


def test_a_refusal_says_what_to_do():
    with pytest.raises(markup.TooSlow) as refusal:
        markup.render(SLOW)
    assert refusal.value.reason == "time"
    assert refusal.value.code == "too_slow"
    assert "Shorten it" in refusal.value.messages[0]


def test_a_long_ordinary_text_is_no_hostile_one():
    paragraph = "Some *words* and `code`, a [link](https://a.example) and **more** of it.\n\n"
    listing = "- one\n- two\n\n| a | b |\n|---|---|\n| c | d |\n\n```python\nx = [1, 2]\n```\n\n"
    source = (paragraph * 3 + listing) * 90
    assert 25_000 < len(source) < 30_000
    assert len(markup.render(source)) > len(source)
