"""What a page weighs on its way to the reader: the bytes that are sent, all it loads included."""

import re
from urllib.parse import urljoin

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db.models import Max

from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db

BACKEND = "accounts.backend.MemberBackend"
KB = 1_000
# What a browser fetches by itself: the page's own files, and those that they name.
LOADED = [
    r'<(?:script|img)[^>]* src="(/[^"#]+)',
    r'<link rel="(?:stylesheet|icon)" href="(/[^"#]+)',
    r'<use href="(/[^"#]+)',
    r'url\("?(/[^")#]+)',
    r'(?:from|import) ?"([./][^"]+)',
]


@pytest.fixture
def ask_page():
    """The address of the demo community's question with the most answers."""
    call_command("load_demo", verbosity=0)
    most = Question.objects.aggregate(most=Max("answer_count"))["most"]
    return Question.objects.filter(answer_count=most)[0].get_absolute_url()


def sent(client, path):
    """(bytes as they are sent, text) of a file or a page."""
    encoded = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert encoded.status_code == 200, path
    assert encoded.get("Content-Encoding") or path.endswith(".png"), f"{path} is not compressed"
    plain = client.get(path)
    return len(encoded.getvalue()), plain.getvalue().decode(errors="replace")


def weights(client, path):
    """The bytes of a page and of each file that it loads, by path."""
    found, waiting = {}, [path]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path], text = sent(client, path)
            files = [file for pattern in LOADED for file in re.findall(pattern, text)]
            waiting += [urljoin(path, file) for file in files]
    return found


def test_the_ask_page_with_all_it_loads_is_under_40_kb(client, ask_page):
    found = weights(client, ask_page)
    assert len(found) >= 6, found
    assert sum(found.values()) < 40 * KB, found
    client.force_login(cast.cy(), BACKEND)
    found = weights(client, ask_page)
    assert any("htmx" in path for path in found)
    assert sum(found.values()) < 40 * KB, found


@pytest.mark.parametrize(("file", "most"), [("js/theme.js", KB), ("js/page.js", 3 * KB)])
def test_the_scripts_of_readers_are_small_even_before_compression(file, most):
    with open(finders.find(file), "rb") as script:
        assert len(script.read()) < most
