import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import User
from comments.models import Comment
from tests import cast

pytestmark = pytest.mark.django_db

LACKS = "You need 2 reputation to comment on the posts of others; you have 1."


def of_question(question):
    return reverse("question_comments", args=[question.pk])


@pytest.fixture
def cy():
    return cast.cy()


def test_a_stranger_needs_reputation(client, question, answer, cy):
    for post in (question, answer):
        with pytest.raises(PermissionDenied, match="need 2 reputation to comment"):
            cast.comment(cy, post)
    client.force_login(cy)
    form = {"body": "Since when, and where?"}
    assert client.post(of_question(question), form).status_code == 403
    User.objects.update(reputation=2)
    assert client.post(of_question(question), form).status_code == 302


def test_who_asked_or_answered_may_comment_on_everything_there(question, answer, ada, bo, cy):
    other = cast.answer(cy, question)
    for member in (ada, bo, cy):
        for post in (question, answer, other):
            assert cast.comment(member, post).author == member


def test_a_removed_answer_gives_no_right(question, cy):
    answer = cast.answer(cy, question)
    answer.remove(by=cy, because="A mistake.")
    with pytest.raises(PermissionDenied):
        cast.comment(cy, question)


def test_an_answer_to_another_question_gives_no_right(question, cy, bo):
    cast.answer(cy, cast.question(bo, title="Another question, with an answer?"))
    with pytest.raises(PermissionDenied):
        cast.comment(cy, question)


def test_moderators_may_comment_everywhere_and_the_suspended_nowhere(question):
    assert cast.comment(cast.mo(), question).pk
    sue = cast.sue()
    User.objects.filter(pk=sue.pk).update(reputation=500)
    with pytest.raises(PermissionDenied, match="suspended"):
        cast.comment(sue, question)
    assert Comment.objects.count() == 1


def forms_in(page):
    return page.text.count("comments__form")


def test_the_page_offers_the_form_to_those_who_may(client, question, answer, ada, bo):
    for member in (ada, bo, cast.mo()):
        client.force_login(member)
        page = client.get(question.get_absolute_url())
        assert forms_in(page) == 2
        assert "js/mentions" in page.text
        assert forms_in(client.get(of_question(question))) == 1


def test_who_may_not_yet_reads_what_is_missing(client, question, answer, cy):
    client.force_login(cy)
    for path, times in ((question.get_absolute_url(), 2), (of_question(question), 1)):
        page = client.get(path)
        assert (forms_in(page), page.text.count(LACKS)) == (0, times)


def test_others_are_offered_nothing(client, question, answer):
    for member in (None, cast.sue()):
        if member:
            client.force_login(member)
        for path in (question.get_absolute_url(), of_question(question)):
            page = client.get(path)
            assert "Add a comment" not in page.text
            assert "reputation" not in page.text
            assert forms_in(page) == 0


def test_nothing_is_offered_below_what_is_removed(client, question, answer):
    mo = cast.mo()
    client.force_login(mo)
    answer.remove(by=mo, because="Not an answer.")
    assert forms_in(client.get(question.get_absolute_url())) == 1
    question.remove(by=mo, because="Off the subject.")
    page = client.get(question.get_absolute_url())
    assert (forms_in(page), "reputation" in page.text) == (0, False)
