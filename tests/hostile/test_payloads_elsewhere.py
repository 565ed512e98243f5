"""Every payload in what members say of themselves, in searches, and in what moderators write."""

from itertools import zip_longest

import pytest
from django.urls import reverse

from accounts.models import User
from bookmarks.models import Bookmark
from questions.models import Category
from tests import cast
from tests.admin.pages import no_inlines
from tests.hostile.conftest import BACKEND
from tests.hostile.page_judge import judged
from tests.payloads import bunches, one_line

pytestmark = pytest.mark.django_db


NO_RECORDS = no_inlines("removals", "synonyms")
CREDENTIALS = ["works_at", "studied_at", "lives_in"]


def in_threes(texts):
    return [texts[start : start + 3] for start in range(0, len(texts), 3)]


def test_a_profile_shows_no_payload(client, ada, payloads):
    found, taken = {}, 0
    for texts in in_threes(payloads):
        lines = [one_line(text)[:120] for text in texts]
        form = {"name": ada.name, "about": "\n\n".join(texts)}
        response = client.post(
            "/account/profile/", form | dict(zip(CREDENTIALS, lines, strict=False))
        )
        if response.status_code == 302:
            taken += 1
            response = client.get(response.url)
        found["\n".join(texts)] = judged(response, 200, 422)
    assert {text: faults for text, faults in found.items() if faults} == {}
    assert taken > 0.9 * len(payloads) / 3


def test_credentials_beside_an_answer_show_no_payload(client, payloads):
    question = cast.question(cast.ada())
    for number, texts in enumerate(in_threes(payloads)):
        lines = dict(zip(CREDENTIALS, [one_line(text)[:120] for text in texts], strict=False))
        cast.answer(cast.member(f"Bo {number}", **lines), question)
    for number in range(1, question.answers.count() // 30 + 1):
        page = client.get(question.get_absolute_url(), {"page": number})
        assert judged(page, 200) == []


def test_a_note_on_a_bookmark_shows_no_payload(client, ada, payloads):
    question = cast.question(ada)
    Bookmark.put(by=ada, post=question)
    kept = ada.bookmarks.get()
    for text in bunches(payloads, 300):
        client.post(f"/bookmarks/{kept.pk}/", {"note": text})
        assert judged(client.get("/bookmarks/"), 200) == [], text
        kept.refresh_from_db()
        assert kept.note.split() == text.split()


def test_signing_up_shows_no_payload(client, payloads):
    found = {}
    for text in payloads:
        form = {"name": text, "email": text, "password1": text}
        found[text] = judged(client.post("/account/signup/", form), 200)
    assert {text: faults for text, faults in found.items() if faults} == {}
    assert not User.objects.exists()


def test_a_payload_that_can_be_a_name_is_shown_as_text(client, ada, payloads):
    could_be = {one_line(text)[:30] for text in payloads if "<" not in one_line(text)[:30]}
    for name in could_be:
        response = client.post("/account/profile/", {"name": name})
        if response.status_code == 302:
            assert judged(client.get(response.url), 200) == []


def test_search_repeats_no_payload_as_html(client, payloads):
    texts = list(bunches(payloads, 200))
    found = {text: judged(client.get("/search/", {"q": text}), 200, 400) for text in texts}
    found |= {text: judged(client.get("/tags/", {"q": text}), 200, 400) for text in texts[::8]}
    assert {text: faults for text, faults in found.items() if faults} == {}


def test_a_text_given_back_after_signing_out_is_text(client, payloads):
    fields = ["title", "body", "tags", "name", "login", "works_at", "about", "once_key", "x<y"]
    for start in range(0, len(payloads), len(fields)):
        form = dict(zip(fields, payloads[start : start + len(fields)], strict=False))
        assert judged(client.post("/questions/ask/", form), 403) == [], form


@pytest.fixture
def root(client):
    root = cast.member("Root Alder", is_staff=True, is_superuser=True)
    client.force_login(root, BACKEND)
    return root


def test_a_category_s_name_and_description_show_no_payload(client, root, payloads):
    short = {line for text in payloads if len(line := one_line(text)) <= 60}
    long = [one_line(text) for text in bunches(payloads, 290)]
    for name, description in zip_longest(short, long[: len(short)], fillvalue=""):
        form = {"name": name, "description": description, "position": 0}
        client.post(reverse("admin:questions_category_add"), form)
    assert Category.objects.count() > 0.9 * len(short)
    for path in ("/categories/", "/", *(each.get_absolute_url() for each in some_categories())):
        assert judged(client.get(path), 200) == []


def some_categories():
    return Category.objects.order_by("pk")[::10]


def test_a_tag_s_description_shows_no_payload(client, root, payloads):
    question = cast.question(cast.ada())
    tag = question.tags.first()
    for text in bunches(payloads, 4_000):
        form = {"name": tag.name, "description": text, **NO_RECORDS}
        client.post(reverse("admin:questions_tag_change", args=[tag.pk]), form)
        tag.refresh_from_db()
        assert tag.description.split() == text.split()
        assert judged(client.get(tag.get_absolute_url()), 200) == []
        assert judged(client.get("/tags/"), 200) == []
