from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from comments.models import Comment
from tests import cast

pytestmark = pytest.mark.django_db

OTHER = "It was **yesterday**, I think."


@pytest.fixture
def comment(question, ada):
    return cast.comment(ada, question)


def edit_url(comment):
    return reverse("edit_comment", args=[comment.pk])


def later(minutes):
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=False)


def test_its_author_changes_it_and_it_is_marked(client, comment, ada):
    client.force_login(ada)
    assert "Since when, and where?</textarea>" in client.get(edit_url(comment)).text
    response = client.post(edit_url(comment), {"body": OTHER})
    assert response["Location"] == comment.get_absolute_url()
    edited = Comment.objects.get()
    assert edited.body_html == "It was <strong>yesterday</strong>, I think."
    assert edited.edited_at > edited.created_at
    page = client.get(edited.post.get_absolute_url())
    assert "edited " in page.text


def test_an_author_has_five_minutes_and_a_moderator_as_long_as_it_takes(comment, ada):
    with later(4):
        comment.edit(by=ada, body=OTHER)
    with later(5), pytest.raises(ValidationError, match="for 5 minutes only"):
        comment.edit(by=ada, body=OTHER)
    with later(50_000):
        assert comment.edit(by=cast.mo(), body="Not for this place, says Mo.").edited_at


def test_the_time_is_a_setting(comment, ada, settings):
    settings.COMMENT_EDIT_MINUTES = 60
    with later(59):
        assert comment.edit(by=ada, body=OTHER)
    settings.COMMENT_EDIT_MINUTES = 1
    with later(1), pytest.raises(ValidationError, match="for 1 minute only"):
        comment.edit(by=ada, body=OTHER)


def test_who_comes_too_late_is_told_and_keeps_what_was_typed(client, comment, ada):
    client.force_login(ada)
    with later(6):
        response = client.get(edit_url(comment), follow=True)
        assert "A comment can be changed for 5 minutes only." in response.text
        assert edit_url(comment) not in response.text
        response = client.post(edit_url(comment), {"body": OTHER})
    assert response.status_code == 422
    assert "It was **yesterday**, I think.</textarea>" in response.text
    assert Comment.objects.get().edited_at is None


def test_nobody_else_may_change_it(client, comment, bo):
    with pytest.raises(PermissionDenied):
        comment.edit(by=bo, body=OTHER)
    client.force_login(bo)
    assert client.get(edit_url(comment)).status_code == 403
    assert client.post(edit_url(comment), {"body": OTHER}).status_code == 403


def test_a_text_that_cannot_be_one_is_refused_and_given_back(client, comment, ada):
    client.force_login(ada)
    response = client.post(edit_url(comment), {"body": "Shorter"})
    assert response.status_code == 422
    assert "Shorter</textarea>" in response.text
    assert Comment.objects.get().body == comment.body


def test_what_is_gone_is_not_changed(comment, ada):
    stale = Comment.objects.get()
    comment.remove(by=ada, because="A mistake.")
    with pytest.raises(ValidationError, match="removed"):
        stale.edit(by=ada, body=OTHER)
    comment.restore(by=ada)
    comment.question.remove(by=ada, because="A mistake.")
    with pytest.raises(ValidationError, match="removed"):
        stale.edit(by=ada, body=OTHER)
