import pytest
from django.core.management import call_command

import markup
from comments.models import Comment
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(answer, ada):
    return cast.comment(ada, answer, body="@Bo Answers, is *that* so?")


def make_old():
    Comment.objects.update(body_html="old", renderer_version=0)


def test_what_an_older_renderer_made_is_made_again_with_its_mentions(comment, answer, bo):
    before = comment.body_html
    assert "mention" in before
    answer.remove(by=bo, because="A mistake.")  # He takes no part any more, and is still meant.
    make_old()
    call_command("render_again", verbosity=0)
    again = Comment.objects.get()
    assert (again.body_html, again.renderer_version) == (before, markup.RENDERER_VERSION)
    assert again.edited_at is None


def test_all_are_made_again_when_that_is_asked_for(comment):
    Comment.objects.update(body_html="old")
    call_command("render_again", verbosity=0)
    assert Comment.objects.get().body_html == "old"
    call_command("render_again", all=True, verbosity=0)
    assert Comment.objects.get().body_html == comment.body_html


def test_a_text_that_takes_too_long_is_shown_as_it_was_typed(comment, monkeypatch):
    make_old()

    def too_slow(source, **how):
        raise markup.TooSlow("time")

    monkeypatch.setattr(markup, "render", too_slow)
    call_command("render_again", verbosity=0)
    assert Comment.objects.get().body_html == "@Bo Answers, is *that* so?"
    assert not Comment.objects.to_render().exists()
