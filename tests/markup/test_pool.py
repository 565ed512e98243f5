"""Rendering in bulk, as an import does."""

import os
import signal

import pytest

import markup
from tests.markup.hostile import SLOW


@pytest.fixture
def pool():
    with markup.Pool(processes=2, base="https://a.example/", seconds=1) as pool:
        yield pool


def test_answers_come_in_the_order_of_the_questions(pool):
    texts = [
        (number, "markdown", " ".join([f"*{number}*"] * (number % 40))) for number in range(500)
    ]
    made = list(pool.map(texts))
    assert [key for key, _ in made] == list(range(500))
    assert made[7][1] == "<p>" + " ".join(["<em>7</em>"] * 7) + "</p>"
    assert made[40][1] == ""


def test_both_formats_and_a_base(pool):
    made = dict(pool.map([(1, "html", '<a href="/x">y</a>'), (2, "markdown", "[y](/x)")]))
    link = '<a href="https://a.example/x" rel="nofollow ugc noopener">y</a>'
    assert made == {1: link, 2: f"<p>{link}</p>"}


def test_a_slow_text_is_refused_and_the_others_arrive(pool):
    texts = [(number, "html", f"<p>{number}") for number in range(100)]
    texts[50] = (50, "markdown", SLOW)
    texts[70] = (70, "markdown", "<b>" * 200)
    made = dict(pool.map(texts))
    assert {key: html.reason for key, html in made.items() if isinstance(html, Exception)} == {
        50: "time",
        70: "depth",
    }
    assert made[51] == "<p>51</p>"
    assert made[99] == "<p>99</p>"
    assert markup.as_plain(texts[50][2]).startswith("<pre")


def test_a_killed_process_costs_no_text(pool):
    pids = []
    texts = ((number, "markdown", f"*{number}*") for number in range(2_000))

    def killing():
        for number, *text in texts:
            if number == 1_000:
                worker = pool._idle.get()
                os.kill(worker.pid, signal.SIGKILL)
                pids.append(worker.pid)
                pool._idle.put(worker)
            yield number, *text

    made = dict(pool.map(killing()))
    assert pids
    assert made == {number: f"<p><em>{number}</em></p>" for number in range(2_000)}


def test_equal_texts_are_rendered_once(pool):
    made = list(pool.map((number, "html", "<b>same") for number in range(300)))
    assert {html for _, html in made} == {"<strong>same</strong>"}
    assert pool.rendered == 1


def test_equal_texts_with_footnotes_are_not(pool):
    made = list(pool.map((number, "markdown", "a[^1]\n\n[^1]: b") for number in range(3)))
    assert len({html for _, html in made}) == 3


def test_it_reads_no_further_ahead_than_it_needs(pool):
    taken = []

    def counted():
        for number in range(100_000):
            taken.append(number)
            yield number, "html", f"<p>{number}"

    answers = pool.map(counted())
    assert next(answers) == (0, "<p>0</p>")
    assert len(taken) < 1_000
    answers.close()
    assert next(pool.map([(1, "html", "<p>0")])) == (1, "<p>0</p>")


def test_nothing_in_nothing_out(pool):
    assert list(pool.map([])) == []
