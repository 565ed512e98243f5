"""The list of what a member keeps."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookmarks.models import Bookmark
from tests import cast
from tests.pages.coins import text_of

PAGE = "/bookmarks/"


@pytest.fixture
def reader(client, cy):
    client.force_login(cy)
    return client


def rows(response):
    return re.findall(r'<li class="row bookmark".*?</li>', response.text, re.DOTALL)


def keep(member, *posts, note=None):
    """The bookmarks of these posts, put in their order."""
    for post in posts:
        Bookmark.put(by=member, post=post, note=note)
    kept = list(member.bookmarks.newest()[: len(posts)])[::-1]
    return kept[0] if len(kept) == 1 else kept


def titles(response):
    headings = [re.search(r"<h2.*?</h2>", row, re.DOTALL)[0] for row in rows(response)]
    return [re.sub(r"<[^>]+>", "", heading).strip() for heading in headings]


def address(kept):
    return f"/bookmarks/{kept.pk}/"


def many(cy, ada, number):
    for each in range(number):
        question = cast.question(ada, title=f"Question number {each}, is it?")
        Bookmark.put(by=cy, post=question, note=f"Note {each}")


def test_each_stands_there_with_its_kind_and_note_the_last_one_first(reader, question, answer, cy):
    Bookmark.put(by=cy, post=question, note="For <the> winter.")
    Bookmark.put(by=cy, post=answer)
    page = reader.get(PAGE)
    first, second = rows(page)
    assert titles(page) == [question.title] * 2
    assert f'href="{answer.get_absolute_url()}"' in first
    assert "an answer" in first
    assert "Add a note" in first
    assert f'href="{question.get_absolute_url()}"' in second
    assert "For &lt;the&gt; winter." in second
    assert "Edit the note" in second


def test_nobody_else_sees_them(client, question, ada, cy):
    Bookmark.put(by=cy, post=question, note="A secret of mine.")
    assert client.get(PAGE).status_code == 302
    for other in (ada, cast.mo()):
        client.force_login(other)
        assert "A secret of mine." not in client.get(PAGE).text
        assert rows(client.get(PAGE)) == []


def test_a_note_is_changed_in_its_place_and_its_lines_stay(reader, question, cy):
    kept = keep(cy, question)
    note = "  First line\r\nSecond line "
    response = reader.post(address(kept) + "?after=5-5", {"note": note})
    assert response["Location"] == f"/bookmarks/?after=5-5#bookmark-{kept.pk}"
    kept.refresh_from_db()
    assert kept.note == "First line\nSecond line"
    reader.post(address(kept), {"note": ""})
    kept.refresh_from_db()
    assert kept.note == ""


def test_a_note_that_is_too_long_is_refused_and_said(reader, question, cy):
    kept = keep(cy, question, note="Short.")
    response = reader.post(address(kept), {"note": "x" * 301}, follow=True)
    assert "Shorten the note to 300 characters." in response.text
    kept.refresh_from_db()
    assert kept.note == "Short."


def test_removing_twice_leads_back_twice(reader, question, cy):
    kept = keep(cy, question)
    for _ in range(2):
        response = reader.post(address(kept), {"value": "0"})
        assert response["Location"] == PAGE
    assert not cy.bookmarks.exists()


def test_a_form_that_says_nothing_is_refused(reader, question, cy):
    kept = keep(cy, question, note="Mine.")
    assert reader.post(address(kept), {"value": "1"}).status_code == 400
    assert cy.bookmarks.get().note == "Mine."


def test_what_is_not_ones_own_is_not_found_and_stays(client, question, ada, cy):
    kept = keep(cy, question, note="Mine.")
    client.force_login(ada)
    assert client.post(address(kept), {"note": "Yours."}).status_code == 404
    client.post(address(kept), {"value": "0"})
    assert cy.bookmarks.get().note == "Mine."


def test_a_removed_post_is_not_named_and_can_be_taken_away(reader, question, answer, cy):
    kept = keep(cy, question, answer)
    question.remove(by=cast.mo(), because="Advertising.")
    page = reader.get(PAGE)
    assert titles(page) == ["a removed answer", "a removed question"]
    assert question.title not in page.text
    for each in kept:
        reader.post(address(each), {"value": "0"})
    assert not cy.bookmarks.exists()


def test_thirty_a_page_at_the_cost_of_one(reader, ada, cy):
    many(cy, ada, 2)
    with CaptureQueriesContext(connection) as few:
        reader.get(PAGE)
    many(cy, ada, 33)
    with CaptureQueriesContext(connection) as more:
        first = reader.get(PAGE)
    assert len(more) == len(few)
    assert len(rows(first)) == 30
    further = re.search(r"\?after=[\d-]+", first.text)[0]
    assert len(rows(reader.get(PAGE + further))) == 5


def test_the_end_of_the_list_leads_back_to_its_beginning(reader, question, cy):
    Bookmark.put(by=cy, post=question)
    words = text_of(reader.get(PAGE + "?after=1-1"))
    assert "There is nothing more here. To the newest" in words
    assert reader.get(PAGE + "?after=x").status_code == 404


def test_an_empty_list_says_how_to_begin(reader):
    assert "No bookmarks yet" in text_of(reader.get(PAGE))


def test_the_menu_leads_there(reader):
    assert 'href="/bookmarks/">Bookmarks</a>' in reader.get("/about/").text
