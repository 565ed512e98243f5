"""Drafts on their way between forms and the server, with JavaScript and without."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from answers.models import Answer
from posts.models import Draft
from questions.models import Question
from tests import cast
from tests.hostile.page_judge import judged
from tests.hostile.test_naughty_forms import sent_back
from tests.pages.test_ask_page import queries_of, text_of

pytestmark = pytest.mark.django_db
TYPED = "What I have typed so far, in two\nlines <of text>."
BY_SCRIPT = {"accept": "application/json"}


@pytest.fixture
def cy(client):
    member = cast.cy()
    client.force_login(member)
    return member


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


def save(client, place, version=0, script=True, **fields):
    form = {"draft_place": place, "draft_version": version, **fields}
    return client.post("/drafts/", form, headers=BY_SCRIPT if script else {})


FORMS = {
    "question": "/questions/ask/",
    "answer:question:{question.pk}": "/questions/{question.pk}/answers/",
    "edit:question:{question.pk}": "/questions/{question.pk}/edit/",
    "edit:answer:{answer.pk}": "/answers/{answer.pk}/edit/",
}


@pytest.mark.parametrize("place", FORMS)
def test_each_form_comes_back_filled_on_another_device_too(client, question, place):
    mo = cast.mo()
    rows = {"question": question, "answer": cast.answer(mo, question)}
    path, place = FORMS[place].format(**rows), place.format(**rows)
    client.force_login(mo)
    opened = sent_back(client.get(path))
    assert (opened["draft_place"], opened["draft_version"]) == (place, "0")
    assert save(client, place, body=TYPED, because="To say why").status_code == 204
    other = Client()
    other.force_login(mo)
    page = other.get(path)
    assert judged(page, 200) == []
    values = sent_back(page)
    assert values["body"].replace("\r\n", "\n") == TYPED
    assert values["draft_version"] == "1"
    assert values.get("because", "To say why") == "To say why"
    assert "Your draft is here, saved" in text_of(page)


def test_the_ask_form_keeps_all_that_was_typed(client, cy, question):
    typed = {"title": "A title that", "tags": "taps, plum", "coins": "20", "body": TYPED}
    save(client, "question", category=question.category_id, **typed)
    page = client.get("/questions/ask/")
    values = sent_back(page)
    assert {name: values[name] for name in typed} == typed
    assert f'<option value="{question.category_id}" selected>' in page.text


def test_the_form_below_a_question_has_the_same_draft_as_the_page(client, cy, question):
    save(client, f"answer:question:{question.pk}", body=TYPED)
    assert sent_back(client.get(question.get_absolute_url()))["body"] == TYPED


def test_what_is_posted_is_no_draft_any_more(client, cy, question):
    save(client, f"answer:question:{question.pk}", body=TYPED)
    save(client, "question", body=TYPED)
    form = {"body": cast.LONG_ENOUGH, "once_key": str(uuid.uuid4())}
    path = f"/questions/{question.pk}/answers/"
    assert client.post(path, {"body": "Too short."}).status_code == 422
    assert Draft.objects.count() == 2
    assert client.post(path, form).status_code == 302
    assert [draft.place for draft in Draft.objects.all()] == ["question"]
    place = {"category": question.category_id, "tags": "taps", "title": "Why does a tap drip?"}
    assert client.post("/questions/ask/", place | {"body": cast.LONG_ENOUGH}).status_code == 302
    assert not Draft.objects.exists()


def test_draft_and_post_are_one_transaction(client, cy, question, monkeypatch):
    """Whatever breaks after the verb, no text is lost and none is there twice."""

    def broken(**where):
        raise RuntimeError

    save(client, f"answer:question:{question.pk}", body=TYPED)
    monkeypatch.setattr(Draft, "discard", broken)
    with pytest.raises(RuntimeError):
        client.post(f"/questions/{question.pk}/answers/", {"body": cast.LONG_ENOUGH})
    assert not Answer.objects.exists()
    assert Question.objects.get().answer_count == 0
    assert Draft.objects.count() == 1


def test_an_edit_s_draft_stays_based_on_what_its_member_saw(client, question):
    ada = question.author
    client.force_login(ada)
    path = f"/questions/{question.pk}/edit/"
    seen = sent_back(client.get(path))
    typed = {"title": question.title, "body": f"{cast.LONG_ENOUGH} More.", "tags": "taps"}
    save(client, f"edit:question:{question.pk}", based_on=seen["based_on"], **typed)
    now = question.content
    del now["body_format"]
    question.edit(by=cast.mo(), because="Clearer.", **(now | {"tags": ["mood"]}))
    values = sent_back(client.get(path))
    assert values["based_on"] == seen["based_on"]
    form = typed | {"category": question.category_id, "based_on": values["based_on"]}
    assert client.post(path, form).status_code == 409
    assert Draft.objects.count() == 1


def test_an_old_tab_is_told_and_gets_the_newer_draft(client, cy):
    save(client, "question", body="One")
    save(client, "question", version=1, body="Two")
    answer = save(client, "question", version=1, body="Old")
    assert answer.status_code == 409
    assert answer.json() == {"version": 2, "fields": {"body": "Two"}}
    Draft.objects.all().delete()
    answer = save(client, "question", version=2, body="Old")
    assert (answer.status_code, answer.json()) == (409, {"version": 0, "fields": {}})


def test_a_form_that_comes_back_with_errors_holds_the_draft_it_was_opened_with(client, cy):
    save(client, "question", body="One")
    save(client, "question", version=1, body="Two")
    form = {"body": "Old", "draft_place": "question", "draft_version": "1"}
    values = sent_back(client.post("/questions/ask/", form))
    assert (values["body"], values["draft_version"]) == ("Old", "1")


def test_without_javascript_a_button_saves_and_leads_back(client, cy):
    answer = save(client, "question", script=False, body=TYPED, title="A title")
    assert answer.url == "/questions/ask/"
    page = client.get(answer.url)
    assert "Your draft is saved." in text_of(page)
    assert sent_back(page)["body"] == TYPED
    assert 'formaction="/drafts/" formnovalidate' in page.text
    old = save(client, "question", script=False, body="Old words")
    assert judged(old, 409) == []
    assert "Old words" in text_of(old)


def test_a_draft_is_discarded_by_its_member_alone(client, cy):
    save(client, "question", body=TYPED)
    other = Client()
    other.force_login(cast.bo())
    assert other.post("/drafts/removal/", {"place": "question"}).status_code == 302
    assert TYPED not in other.get("/questions/ask/").text
    assert TYPED not in other.get("/drafts/").text
    assert Draft.objects.count() == 1
    for _ in range(2):
        assert client.post("/drafts/removal/", {"place": "question"}).url == "/questions/ask/"
    assert not Draft.objects.exists()
    listed = client.post("/drafts/removal/", {"place": "question", "listed": "1"})
    assert listed.url == "/drafts/"


@pytest.mark.parametrize(
    "place", ["", "x", "answer:question:0", "answer:question:1\n", "edit:user:1"]
)
def test_a_place_that_is_none_is_refused(client, cy, place):
    assert save(client, place, body="x").status_code == 400
    assert client.post("/drafts/removal/", {"place": place}).status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 12])
def test_a_version_that_is_none_is_refused(client, cy, version):
    assert save(client, "question", version=version, body="x").status_code == 400


def test_too_long_a_text_is_refused_with_a_reason(client, cy):
    answer = save(client, "question", body="x" * 200_001)
    assert (answer.status_code, "too long" in answer.json()["said"]) == (422, True)
    assert save(client, "question", script=False, body="x" * 200_001).status_code == 422


def test_saving_is_limited_by_member(client, cy, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"draft": "2/h"}
    statuses = [save(client, "question", version=n, body=f"{n}").status_code for n in range(3)]
    assert statuses == [204, 204, 429]
    other = Client()
    other.force_login(cast.bo())
    assert save(other, "question", body="Mine").status_code == 204


def test_who_is_signed_out_saves_nothing(client):
    assert save(client, "question", body=TYPED).status_code == 403
    assert not Draft.objects.exists()


def test_without_the_token_nothing_is_saved(cy):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cy)
    assert save(strict, "question", body=TYPED).status_code == 403


def test_the_list_leads_back_to_each_form(client, cy, question):
    answer = cast.answer(cy, question)
    places = {
        "question": "/questions/ask/",
        f"answer:question:{question.pk}": f"/questions/{question.pk}/answers/",
        f"edit:answer:{answer.pk}": f"/answers/{answer.pk}/edit/",
    }
    for place in places:
        save(client, place, body=TYPED, title="My own title")
    save(client, "edit:question:999", body="Words for a question that is gone")
    save(client, "answer:question:998", tags="")
    page = client.get("/drafts/")
    assert judged(page, 200) == []
    assert all(f'href="{path}"' in page.text for path in places.values())
    text = text_of(page)
    assert "A new question My own title" in text
    assert f"Your edit of an answer to {question.title}" in text
    assert "a post that is gone" in text
    assert text.count("Words for a question that is gone") == 2
    assert "/questions/998/" not in page.text


def test_the_title_of_a_removed_question_is_not_told(client, cy, question):
    save(client, f"answer:question:{question.pk}", body=TYPED)
    question.remove(by=cast.mo(), because="Off the subject.")
    page = client.get("/drafts/")
    assert question.title not in page.text
    assert "What I have typed so far" in page.text


def test_the_list_costs_as_much_for_many_as_for_few(client, cy, question):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get("/drafts/")
        return len(queries)

    def more(numbers):
        for n in numbers:
            save(client, f"answer:question:{n}", body=TYPED)
            save(client, f"edit:answer:{n}", body=TYPED)

    more(range(1, 3))
    few = cost()
    more(range(3, 15))
    assert cost() == few


def test_an_empty_list_says_what_drafts_are(client, cy):
    assert "No drafts" in text_of(client.get("/drafts/"))
    assert 'href="/drafts/"' in client.get("/").text


def test_the_ask_page_costs_a_member_one_query_for_the_draft_and_others_none(client, question):
    path = question.get_absolute_url()
    assert reads_of_drafts(client, path) == 0
    client.force_login(cast.cy())
    assert reads_of_drafts(client, path) == 1
    client.force_login(cast.sue())
    assert reads_of_drafts(client, path) == 0


def reads_of_drafts(client, path):
    """How often drafts are asked for; it is a prepared read, which goes by its name."""
    asked = [sql for sql in queries_of(client, path) if "draft" in sql]
    return sum(not sql.startswith("PREPARE") for sql in asked)
