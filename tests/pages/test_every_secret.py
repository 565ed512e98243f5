"""What is between few stands on no page of the site that others open."""

import pytest

from tests.pages.every_page import OURS
from tests.pages.table.visiting import browser

pytestmark = pytest.mark.django_db

# Ada's draft and her appeal, who moderates whom and why, and how they sign in.
SECRETS = {
    *("Half a question", "It was the weather, really.", "Repeated advertising."),
    *("Off the subject.", "For all.", "cheap boots", "boots.invalid", "ada.asks@cast.invalid"),
}


def pages(world, role):
    """Each pattern with the page that somebody in this role gets there."""
    client = browser(world, role)
    answers = {row.pattern: client.get(row.path(world)) for row in OURS}
    return {
        pattern: answer.content.decode(errors="replace")  # A card is a picture.
        for pattern, answer in answers.items()
        if not answer.streaming
    }


def told(pages, words):
    return {pattern for pattern, text in pages.items() if any(each in text for each in words)}


@pytest.mark.parametrize("role", ["signed out", "privileged"])
def test_no_secret_is_told_to_others(world, role):
    assert told(pages(world, role), SECRETS) == set()


def test_the_secrets_are_told_to_whom_they_concern(world):
    """Or looking for them would prove nothing."""
    assert told(pages(world, "author"), SECRETS) == {
        *("drafts/", "questions/ask/", "account/moderation/"),
        "account/moderation/<int:pk>/appeal/",
    }


@pytest.mark.parametrize("role", ["signed out", "privileged"])
def test_a_held_post_is_shown_nowhere_to_others(world, role):
    for post in (world.question, world.answer, world.comment):
        post.refresh_from_db()
        post.hold_back(because="Three flags.")
    words = [world.question.title, world.answer.body[-60:], world.comment.body]
    assert told(pages(world, role), words) == set()
    assert len(told(pages(world, "author"), words)) > 5
