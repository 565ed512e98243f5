"""How members suggest an edit on pages."""

import pytest

from accounts.privileges import level
from answers.models import AnswerSuggestedEdit
from posts.models import Draft
from questions.models import Question, QuestionSuggestedEdit
from tests import cast
from tests.hostile.page_judge import judged
from tests.hostile.test_naughty_forms import sent_back
from tests.pages.test_ask_page import page_of, text_of
from tests.standing import standing

pytestmark = pytest.mark.django_db
BETTER = "Can a sore back come from low spirits?"


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


@pytest.fixture
def cy():
    return cast.cy()


@pytest.fixture
def rae():
    return cast.member("Rae Reviews", reputation=level("review"))


def test_members_are_offered_to_suggest_where_others_edit(client, question, cy):
    answer = cast.answer(cast.bo(), question)
    paths = [f"/questions/{question.pk}", f"/answers/{answer.pk}"]
    assert "suggested-edits" not in page_of(client, question).text
    for member, own in ((cy, []), (question.author, paths[:1]), (answer.author, paths[1:])):
        client.force_login(member)
        text = page_of(client, question).text
        for path in paths:
            assert (f'href="{path}/edit/"' in text) == (path in own)
            assert (f'href="{path}/suggested-edits/"' in text) == (path not in own)
    client.force_login(cast.sue())
    assert "suggested-edits" not in page_of(client, question).text


def test_a_question_s_edit_is_suggested_with_a_form(client, question, cy):
    client.force_login(cy)
    path = f"/questions/{question.pk}/suggested-edits/"
    assert client.get(f"/questions/{question.pk}/edit/").url == path
    page = client.get(path)
    assert judged(page, 200) == []
    form = sent_back(page) | {"title": BETTER, "category": question.category_id}
    for because in ("", "Too short"):
        refused = client.post(path, form | {"because": because})
        assert judged(refused, 422) == []
        assert sent_back(refused)["title"] == BETTER
    done = client.post(path, form | {"because": "The title said too little."}, follow=True)
    assert "Your edit waits for review." in text_of(done)
    suggested = QuestionSuggestedEdit.objects.get()
    assert (suggested.title, suggested.by) == (BETTER, cy)
    assert client.post(path, form | {"because": "The title said too little."}).status_code == 302
    assert QuestionSuggestedEdit.objects.count() == 1


def test_an_answer_s_edit_is_suggested_and_its_draft_is_gone(client, question, cy):
    answer = cast.answer(cast.bo(), question)
    client.force_login(cy)
    path = f"/answers/{answer.pk}/suggested-edits/"
    Draft.keep(by=cy, place=f"edit:answer:{answer.pk}", fields={"because": "Begun.", "body": "x"})
    page = client.get(path)
    assert judged(page, 200) == []
    assert sent_back(page)["because"] == "Begun."
    form = sent_back(page) | {"body": cast.LONG_ENOUGH + " More.", "because": "It lacked more."}
    assert client.post(path, form).status_code == 302
    assert AnswerSuggestedEdit.objects.get().body.endswith("More.")
    assert not Draft.objects.exists()


def test_while_one_waits_its_member_sees_it_and_afterwards_why_it_was_rejected(
    client, question, cy, rae
):
    suggested = cast.suggestion(cy, question)
    client.force_login(cy)
    path = f"/questions/{question.pk}/suggested-edits/"
    page = client.get(path)
    assert judged(page, 200) == []
    assert "waits for review" in text_of(page)
    assert "Suggest this edit" not in page.text
    suggested.reject(by=rae, because="It says less than before.")
    page = client.get(path)
    assert "It says less than before." in text_of(page)
    assert "Suggest this edit" in page.text


def test_who_may_edit_is_led_to_editing_and_who_may_not_write_is_refused(client, question):
    path = f"/questions/{question.pk}/suggested-edits/"
    client.force_login(question.author)
    assert client.get(path).url == f"/questions/{question.pk}/edit/"
    client.force_login(cast.sue())
    assert client.get(path).status_code == 403
    question.remove(by=question.author, because="")
    client.force_login(cast.cy())
    assert client.get(path).status_code == 410


def test_a_suggestion_of_somebody_who_may_edit_by_now_stays_in_the_form(client, question, cy):
    client.force_login(cy)
    path = f"/questions/{question.pk}/suggested-edits/"
    form = sent_back(client.get(path)) | {"category": question.category_id, "title": BETTER}
    standing(cy, 2_000)
    refused = client.post(path, form | {"because": "The title said too little."})
    assert judged(refused, 422) == []
    assert BETTER in refused.text
    assert "You may edit this post yourself." in refused.text


def test_a_text_that_changed_meanwhile_is_shown_beside_the_suggestion(client, question, cy):
    client.force_login(cy)
    path = f"/questions/{question.pk}/suggested-edits/"
    form = sent_back(client.get(path)) | {"category": question.category_id, "title": BETTER}
    now = Question.objects.get().content
    del now["body_format"]
    question.edit(by=cast.mo(), **(now | {"tags": ["mood"]}))
    refused = client.post(path, form | {"because": "The title said too little."})
    assert judged(refused, 409) == []
    assert "removed: mood" in text_of(refused)
    again = form | {"because": "The title said too little."}
    again["based_on"] = sent_back(refused)["based_on"]
    assert client.post(path, again).status_code == 302
