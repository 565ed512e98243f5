import pytest
from django.urls import reverse

from accounts.models import Act
from questions.models import Merge, Question
from tests import cast
from tests.admin.pages import change_of, list_of, logged, shown

pytestmark = pytest.mark.django_db
ADD = reverse("admin:questions_merge_add")


@pytest.fixture
def other(question):
    return cast.question(question.author, title="Does a low mood make the back ache?")


def form_of(question, other, **changed):
    """What a moderator types: one question by its number, the other by its address."""
    return {
        "question": f"#{question.pk}",
        "into": other.get_absolute_url(),
        "because": "Both ask the same.",
        "number": str(question.pk),
        **changed,
    }


def errors(response):
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_a_question_is_merged_with_a_reason_and_logged(admin, mo, question, answer, other):
    assert admin.post(ADD, form_of(question, other)).status_code == 302
    merge = Merge.objects.get()
    assert (merge.question, merge.into, merge.by) == (question, other, mo)
    assert list(other.answers.all()) == [answer]
    said = [f"merge: #{question.pk} → #{other.pk}: Both ask the same."]
    assert (logged(question), logged(merge)) == (said, said)
    assert Act.objects.get().because == "Both ask the same."


def test_the_form_asks_for_the_number_to_confirm(admin, question, other):
    assert "number" in errors(admin.post(ADD, form_of(question, other, number=str(other.pk))))
    assert "number" in errors(admin.post(ADD, form_of(question, other, number="")))
    assert not Merge.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"), [("because", ""), ("question", "9999"), ("into", "/tags/mood/")]
)
def test_what_is_missing_or_not_there_is_an_error_of_its_field(
    admin, question, other, field, value
):
    assert field in errors(admin.post(ADD, form_of(question, other) | {field: value}))
    assert not Merge.objects.exists()


def test_what_the_verb_refuses_is_told_beside_what_was_typed(admin, question):
    response = admin.post(ADD, form_of(question, question))
    assert errors(response)
    assert "Both ask the same." in response.text
    assert Question.objects.visible().count() == 1


def test_a_form_sent_twice_merges_once(admin, question, other):
    for _ in range(2):
        admin.post(ADD, form_of(question, other))
    assert Merge.objects.count() == Act.objects.count() == 1


def test_a_questions_page_leads_to_the_form(admin, question):
    link = f"{ADD}?question={question.pk}"
    assert f'href="{link}"' in admin.get(change_of(question)).text
    assert f'value="{question.pk}"' in admin.get(link).text


def test_merges_are_listed_and_never_changed(admin, question, other):
    admin.post(ADD, form_of(question, other))
    merge = Merge.objects.get()
    assert shown(admin.get(list_of(Merge))) == [merge]
    assert "Both ask the same." in admin.get(change_of(merge)).text
    assert admin.post(change_of(merge), form_of(other, question)).status_code == 403


def test_members_do_not_enter(client, question, other):
    client.force_login(cast.cy())
    assert client.post(ADD, form_of(question, other)).status_code == 302
    assert not Merge.objects.exists()
