import pytest

from answers.models import Answer
from questions.models import Question
from tests import cast
from tests.admin.pages import act, change_of, list_of, logged, no_inlines, shown

pytestmark = pytest.mark.django_db


def form_of(body):
    return {"body": body, **no_inlines("removals", "acceptances")}


def test_an_edit_goes_through_the_verb(admin, answer):
    active = answer.question.active_at
    admin.post(change_of(answer), form_of(cast.LONG_ENOUGH + " And *this*."))
    edited = Answer.objects.select_related("question").get()
    assert "<em>this</em>" in edited.body_html
    assert edited.edited_at
    assert edited.question.active_at > active
    assert logged(answer) == ["Changed Body."]


def test_an_edit_into_another_answer_is_refused_with_a_link_to_it(admin, answer):
    other = cast.answer(cast.cy(), answer.question)
    response = admin.post(change_of(answer), form_of(other.body))
    assert response.status_code == 200
    assert f'<a href="{other.get_absolute_url()}" target="_blank">' in response.text
    assert Answer.objects.get(pk=answer.pk).body == answer.body


def test_what_others_changed_meanwhile_stays(admin, answer, monkeypatch):
    edit = Answer.edit

    def late(self, **fields):
        Answer.objects.get().accept(by=answer.question.author)
        Answer.objects.update(score=5)
        return edit(self, **fields)

    monkeypatch.setattr(Answer, "edit", late)
    admin.post(change_of(answer), form_of(cast.LONG_ENOUGH + " And this."))
    edited = Answer.objects.get()
    assert edited.body.endswith("And this.")
    assert edited.accepted_at
    assert edited.score == 5


def test_the_counter_of_the_question_follows_removing_and_restoring(admin, answer):
    for _ in range(2):
        act(admin, "remove", answer)
    assert Question.objects.get().answer_count == 0
    for _ in range(2):
        act(admin, "restore", answer, because="By mistake.")
    assert Question.objects.get().answer_count == 1
    assert ["Off the subject." in logged(answer)[0], "By mistake." in logged(answer)[1]] == [
        True
    ] * 2
    assert len(logged(answer)) == 2


def test_nothing_is_added_or_deleted_here(admin, answer):
    assert admin.get(list_of(Answer) + "add/").status_code == 403
    assert admin.get(change_of(answer).replace("change", "delete")).status_code == 403


@pytest.mark.parametrize("term", ["%(pk)s", "#%(pk)s", "Bo.Answers@cast.invalid", "back pain"])
def test_an_answer_is_found_by_number_author_and_words_of_its_question(admin, answer, term):
    other = cast.question(answer.question.author, title="How do I descale a kettle?")
    cast.answer(cast.cy(), other)
    found = admin.get(list_of(Answer), {"q": term % {"pk": answer.pk}})
    assert shown(found) == [answer]


@pytest.mark.parametrize("term", ["0", "9" * 30, "nobody@cast.invalid", "zebra", "'; --", '"'])
def test_no_search_breaks_the_list(admin, answer, term):
    assert len(shown(admin.get(list_of(Answer), {"q": term}))) in {0, 1}


def test_removed_ones_have_a_list_of_their_own_and_are_found(admin, answer):
    other = cast.answer(cast.cy(), answer.question)
    act(admin, "remove", answer)
    assert shown(admin.get(list_of(Answer))) == [other]
    assert shown(admin.get(list_of(Answer, "?removed=yes"))) == [answer]
    assert shown(admin.get(list_of(Answer, f"?q={answer.pk}"))) == [answer]


def test_accepted_and_not(admin, answer):
    other = cast.answer(cast.cy(), answer.question)
    answer.accept(by=answer.question.author)
    assert shown(admin.get(list_of(Answer, "?accepted=yes"))) == [answer]
    assert shown(admin.get(list_of(Answer, "?accepted=no"))) == [other]
