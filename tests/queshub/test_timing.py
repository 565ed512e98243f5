"""The page's own timing: in a header for browsers, in the footer for people."""

import gzip
import re
import threading

import pytest
from django.test import Client

from queshub.stopwatch import Stopwatch, running, stage
from queshub.timing import placeholder
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.queshub.trouble_urls")]

HEADER = re.compile(
    r"session;dur=(\d+\.\d), db;dur=(\d+\.\d);desc=\"(\d+) queries\", "
    r"render;dur=(\d+\.\d), total;dur=(\d+\.\d)"
)
FOOTER = re.compile(
    r'<p class="timing">page made in (\S+) ms: session (\S+), database (\S+) '
    r"\((\d+) quer(?:y|ies)\), render (\S+)</p>"
)


def figures(response):
    session, database, queries, render, total = HEADER.fullmatch(response["Server-Timing"]).groups()
    return float(session), float(database), int(queries), float(render), float(total)


def test_the_footer_has_the_figures_of_the_header(client):
    response = client.get("/sleepy/")
    session, database, queries, render, total = HEADER.fullmatch(response["Server-Timing"]).groups()
    assert FOOTER.search(response.text).groups() == (total, session, database, queries, render)
    assert placeholder() not in response.text


def test_each_stage_has_its_own_time(client):
    session, database, queries, render, total = figures(client.get("/sleepy/"))
    assert queries == 2
    assert database >= 120
    # The template's own query of 100 ms counts for the database alone, not twice.
    assert render > 0
    assert session + database + render <= total + 0.2


def test_a_signed_in_reader_s_session_is_measured(client):
    client.force_login(cast.ada(), "accounts.backend.MemberBackend")
    session, _, queries, *_ = figures(client.get("/sleepy/"))
    assert session > 0
    assert queries == 2


def test_the_length_is_right_after_the_figures_are_in(client):
    response = client.get("/sleepy/")
    assert int(response["Content-Length"]) == len(response.content)


def test_a_compressed_page_has_its_figures_too(client):
    response = client.get("/nowhere/", headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert FOOTER.search(gzip.decompress(response.content).decode())


@pytest.mark.parametrize("path", ["/streamed/", "/bare/204/", "/nowhere/", "/forbidden/"])
def test_every_answer_has_the_header(client, path):
    assert figures(client.get(path))


def test_nobody_outside_can_know_the_placeholder(settings):
    ours = placeholder()
    settings.SECRET_KEY = "another"
    assert placeholder() != ours


def test_switched_off_neither_appears(settings):
    settings.QUESHUB_TIMING = False
    response = Client().get("/sleepy/")
    assert "Server-Timing" not in response
    assert "page made in" not in response.text
    assert "<!--timing" not in response.text


def test_time_inside_a_stage_belongs_to_the_innermost():
    watch = Stopwatch()
    with watch.stage("render"), watch.stage("database"):
        watch.seconds["session"] += 100
    assert watch.seconds["render"] < 1
    assert watch.seconds["database"] < -90


def test_threads_do_not_count_for_each_other():
    def work(name, seen, barrier):
        with running() as watch:
            barrier.wait(5)
            with stage(name):
                barrier.wait(5)
            seen[name] = {stage for stage, spent in watch.seconds.items() if spent}

    seen, barrier = {}, threading.Barrier(3)
    names = ["session", "database", "render"]
    threads = [threading.Thread(target=work, args=[name, seen, barrier]) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {name: {name} for name in names}


def test_outside_a_request_nothing_is_measured():
    with stage("render"):
        pass
