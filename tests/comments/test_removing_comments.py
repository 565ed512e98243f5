import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from answers.models import Answer
from comments.models import Comment
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(answer, ada):
    return cast.comment(ada, answer)


def counted():
    return Answer.objects.get().comment_count


def removal_url(comment):
    return reverse("comment_removal", args=[comment.pk])


def test_its_author_removes_it_without_a_reason_and_restores_it(client, comment, ada, question):
    client.force_login(ada)
    response = client.post(removal_url(comment), {"value": "1"}, follow=True)
    assert response.redirect_chain[-1][0] == (
        f"/answers/{comment.answer_id}/comments/#comment-{comment.pk}"
    )
    assert "Removed by its author." in response.text
    assert counted() == 0
    assert "Since when, and where?" not in client.get(question.get_absolute_url()).text
    client.post(removal_url(comment), {"value": "0"})
    assert counted() == 1
    assert "Since when, and where?" in client.get(question.get_absolute_url()).text


def test_a_moderator_says_why_and_its_author_reads_it(client, comment, ada):
    client.force_login(cast.mo())
    client.post(removal_url(comment), {"value": "1", "because": " "})
    assert counted() == 1
    client.post(removal_url(comment), {"value": "1", "because": "Chatter."})
    assert counted() == 0
    client.force_login(ada)
    page = client.get(comment.get_absolute_url(), follow=True)
    assert "Chatter." in page.text
    assert "Restore" not in page.text
    with pytest.raises(PermissionDenied):
        Comment.objects.get().restore(by=ada)


def test_removing_or_restoring_twice_counts_once(comment, ada):
    assert [comment.remove(by=ada, because="A mistake.") for _ in "12"] == [True, False]
    assert counted() == 0
    assert [comment.restore(by=ada) for _ in "12"] == [True, False]
    assert counted() == 1


def test_nobody_else_removes_it(client, comment, bo):
    with pytest.raises(PermissionDenied):
        comment.remove(by=bo, because="I do not like it.")
    client.force_login(bo)
    page = client.get(comment.get_absolute_url(), follow=True)
    assert removal_url(comment) not in page.text
    form = {"value": "1", "because": "I do not like it."}
    assert client.post(removal_url(comment), form).status_code == 403


def test_to_others_a_removed_comment_is_gone(client, comment, bo):
    comment.remove(by=cast.mo(), because="Chatter.")
    client.force_login(bo)
    assert client.get(comment.get_absolute_url()).status_code == 410
    assert client.post(removal_url(comment), {"value": "0"}).status_code == 404
    page = client.get(reverse("answer_comments", args=[comment.answer_id]))
    assert "Nobody has commented yet." in page.text


def test_comments_go_and_come_with_their_post(client, comment, answer, question, bo):
    mo = cast.mo()
    pages = [comment.get_absolute_url(), reverse("answer_comments", args=[answer.pk])]
    answer.remove(by=mo, because="Not an answer.")
    assert [client.get(page).status_code for page in pages] == [410, 410]
    assert "Since when, and where?" not in client.get(question.get_absolute_url()).text
    client.force_login(bo)
    assert "Since when, and where?" in client.get(question.get_absolute_url()).text
    client.logout()
    answer.restore(by=mo)
    assert "Since when, and where?" in client.get(question.get_absolute_url()).text
    question.remove(by=mo, because="Off the subject.")
    assert [client.get(page).status_code for page in pages] == [410, 410]


def test_a_comment_outlives_its_author_s_account(client, comment, ada, bo, question):
    theirs = cast.comment(bo, question)
    bo.delete_account()
    theirs.refresh_from_db()
    assert theirs.author is None
    page = client.get(question.get_absolute_url()).text
    assert page.count("Since when, and where?") == 2
    assert "Bo Answers" not in page
    mo = cast.mo()
    assert theirs.edit(by=mo, body="A moderator has changed this.").body_html
    assert theirs.remove(by=mo, because="Chatter.")
