import pytest
from django.core.exceptions import PermissionDenied

import markup
from questions.models import Question, Tag
from tests import cast
from tests.admin.pages import act, change_of, list_of, logged, no_inlines, shown

pytestmark = pytest.mark.django_db


def form_of(question, **changed):
    tags = question.taggings.order_by("pk").values_list("tag", flat=True)
    return {
        "title": question.title,
        "body": question.body.replace("\n", "\r\n"),
        "category": question.category_id or "",
        "tags": list(tags),
        **no_inlines("removals", "closures", "close_votes", "locks", "protections"),
        **changed,
    }


def test_an_edit_goes_through_the_verb(admin, question):
    mood = Tag.objects.named(["mood"])[0]
    form = form_of(question, title="Can a sore back come from low spirits?", tags=[mood.pk])
    response = admin.post(change_of(question), form)
    assert response.status_code == 302
    edited = Question.objects.get()
    assert edited.title == form["title"]
    assert edited.edited_at
    assert edited.slug == "can-a-sore-back-come-from-low-spirits"
    counts = dict(Tag.objects.values_list("name", "question_count"))
    assert counts == {"depression": 0, "back-pain": 0, "mood": 1}
    assert logged(question) == ["Changed Title and Tags."]


def test_what_others_changed_meanwhile_stays(admin, question, monkeypatch):
    """The row is read when the form arrives and written by the verb; between, others write."""
    edit = Question.edit

    def late(self, **fields):
        cast.answer(cast.bo(), question)
        Question.objects.update(view_count=77, score=5)
        return edit(self, **fields)

    monkeypatch.setattr(Question, "edit", late)
    admin.post(change_of(question), form_of(question, title="Another title for this question"))
    edited = Question.objects.get()
    assert edited.title == "Another title for this question"
    assert (edited.answer_count, edited.view_count, edited.score) == (1, 77, 5)


def test_saving_without_a_change_changes_nothing(admin, question):
    Question.objects.update(body="A short\nimported text")
    question.refresh_from_db()
    assert admin.post(change_of(question), form_of(question)).status_code == 302
    assert Question.objects.get().edited_at is None


def test_an_imported_text_stays_html_when_its_category_changes(admin, question):
    html = "<p>Too short, as imports are, with *stars*.</p>\n"
    Question.objects.update(body=html, body_format="html", body_html=html)
    question.refresh_from_db()
    assert admin.post(change_of(question), form_of(question, category="")).status_code == 302
    edited = Question.objects.get()
    assert (edited.category, edited.body_format, edited.body) == (None, "html", html)
    assert "*stars*" in edited.body_html


def test_what_a_verb_refuses_is_told_beside_what_was_typed(admin, question, monkeypatch):
    def slow(*args):
        raise markup.TooSlow("time")

    monkeypatch.setattr(markup, "render", slow)
    body = "[" * 500 + " and some words" * 20
    response = admin.post(change_of(question), form_of(question, body=body))
    assert response.status_code == 200
    assert "takes too long to format" in response.content.decode()
    assert body in response.content.decode()
    assert Question.objects.get().body == question.body
    assert logged(question) == []


@pytest.mark.parametrize(
    ("field", "value"), [("title", "Too short"), ("body", "Too short"), ("tags", [])]
)
def test_the_rules_of_the_site_hold(admin, question, field, value):
    response = admin.post(change_of(question), form_of(question, **{field: value}))
    assert field in response.context["adminform"].form.errors
    assert Question.objects.get().edited_at is None


def test_a_removed_question_is_shown_but_not_changed(admin, mo, question):
    question.remove(by=mo, because="Off the subject.")
    page = admin.get(change_of(question)).content.decode()
    assert "Off the subject." in page
    assert 'name="title"' not in page
    admin.post(change_of(question), form_of(question, title="Another title for this question"))
    assert Question.objects.get().title == question.title


def test_removing_asks_for_a_reason_and_logs_it_for_each(admin, question):
    other = cast.question(question.author, title="Does walking help against back pain?")
    asked = act(admin, "remove", question, other, because=None)
    assert asked.status_code == 200
    assert Question.objects.visible().count() == 2
    assert act(admin, "remove", question, other, because="").status_code == 200
    assert Question.objects.visible().count() == 2
    act(admin, "remove", question, other)
    assert Question.objects.visible().count() == 0
    assert [row.removal.because for row in Question.objects.all()] == ["Off the subject."] * 2
    assert "Off the subject." in logged(question)[0]
    assert "Off the subject." in logged(other)[0]


@pytest.mark.parametrize(
    ("verb", "undo", "records"),
    [
        ("remove", "restore", "removals"),
        ("close", "reopen", "closures"),
        ("lock", "unlock", "locks"),
        ("protect", "unprotect", "protections"),
    ],
)
def test_twice_is_once(admin, question, verb, undo, records):
    for _ in range(2):
        act(admin, verb, question)
    assert getattr(question, records).count() == 1
    assert len(logged(question)) == 1
    for _ in range(2):
        act(admin, undo, question, because="By mistake.")
    assert len(logged(question)) == 2
    assert "By mistake." in logged(question)[1]
    row = Question.objects.get()
    assert (row.removed_at, row.closed_at, row.locked_at, row.protected_at) == (None,) * 4


def test_nothing_is_added_or_deleted_here(admin, question):
    assert admin.get(list_of(Question) + "add/").status_code == 403
    assert admin.get(change_of(question).replace("change", "delete")).status_code == 403
    actions = dict(admin.get(list_of(Question)).context["action_form"].fields["action"].choices)
    assert set(actions) == {
        *("", "remove", "restore", "close", "reopen"),
        *("lock", "unlock", "protect", "unprotect"),
    }


def test_counters_author_and_times_are_only_read(admin, question):
    forged = {"score": 99, "answer_count": 99, "view_count": 99, "author": 1, "once_key": "x"}
    admin.post(
        change_of(question), form_of(question, title="Another title for this question", **forged)
    )
    row = Question.objects.get()
    assert (row.score, row.answer_count, row.view_count) == (0, 0, 0)
    assert (row.author, row.once_key) == (question.author, question.once_key)


def test_a_suspended_moderator_changes_nothing(admin, mo, question):
    mo.suspend(by=cast.member("Root", is_superuser=True), because="Overreach.")
    admin.post(change_of(question), form_of(question, title="Another title for this question"))
    act(admin, "remove", question)
    row = Question.objects.get()
    assert (row.title, row.removed_at) == (question.title, None)
    with pytest.raises(PermissionDenied):
        row.edit(by=mo, title="x", body="x", category=None, tags=[])


def test_the_page_leads_to_the_site(admin, question):
    page = admin.get(change_of(question))
    assert page.context["has_absolute_url"]
    assert admin.get(page.context["absolute_url"]).url.endswith(question.get_absolute_url())


def test_the_list_shows_the_chosen_category_and_all_below(admin, question):
    other = cast.question(question.author, title="Does walking help against back pain?")
    health = question.category.parent.parent
    assert shown(admin.get(list_of(Question, f"?category={health.pk}"))) == [question]
    assert set(shown(admin.get(list_of(Question)))) == {question, other}
