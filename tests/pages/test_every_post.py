"""Every address of the site, sent to by everybody: who may, does it; who may not, does nothing."""

import pytest
from django.contrib.messages import get_messages

from tests import cast
from tests.pages.every_page import OURS, TABLE
from tests.pages.table.row import ROLES
from tests.pages.table.visiting import browser, send

pytestmark = pytest.mark.django_db

# What somebody reads whom no sentence tells why.
NO_REASON = "You are signed in as somebody who may not do this"
# What is a suspended member's own: what they keep, their account, and their say in a dispute.
STILL_THEIRS = {
    "questions/<int:pk>/bookmark/",
    "answers/<int:pk>/bookmark/",
    "questions/<int:pk>/follow/",
    "tags/<str:slug>/choice/",
    "account/tags/",
    "bookmarks/<int:pk>/",
    "drafts/",
    "drafts/removal/",
    "pledges/<int:pk>/objection/",
    "account/moderation/<int:pk>/appeal/",
    "account/warnings/<int:pk>/reading/",
    "account/delete/",
    "account/password/change/",
}


def outcomes_of(client, world, rows=TABLE):
    """Row by row, what became of what was sent."""
    return {row.pattern: send(client, row.path(world), row.filled(world)) for row in rows}


@pytest.mark.parametrize("role", ROLES)
def test_every_address_does_for_each_role_what_the_table_says(world, role):
    found = outcomes_of(browser(world, role), world)
    wrong = {
        row.pattern: (row.expected("post", role), found[row.pattern][0])
        for row in TABLE
        if row.expected("post", role) != found[row.pattern][0]
    }
    assert wrong == {}
    sent = {row.pattern: found[row.pattern] for row in OURS if role != "signed out"}
    assert {pattern for pattern, each in sent.items() if not says_why(*each)} == set()


def says_why(outcome, response):
    """Whether somebody who was refused reads the reason."""
    match outcome:
        case "403":
            return NO_REASON not in response.text
        case "422":
            return bool(response.context["form"].errors)
        case "302":
            return bool(list(get_messages(response.wsgi_request)))
    return True


def test_htmx_is_answered_with_a_part_of_the_page_and_does_the_same(world):
    found = outcomes_of(browser(world, "privileged", headers={"HX-Request": "true"}), world, OURS)
    parts = {pattern for pattern, (outcome, _) in found.items() if outcome == "+200"}
    assert parts == {
        *("questions/<int:pk>/vote/", "answers/<int:pk>/vote/", "comments/<int:pk>/vote/"),
        *("questions/<int:pk>/bookmark/", "answers/<int:pk>/bookmark/"),
        *("questions/<int:pk>/follow/", "tags/<str:slug>/choice/"),
    }
    assert {pattern for pattern in parts if "<html" in found[pattern][1].text} == set()
    for row in OURS:
        outcome = found[row.pattern][0]
        done = "+302" if row.pattern in parts else outcome
        assert row.expected("post", "privileged") == done, row.pattern


def test_what_is_sent_somewhere_is_what_somebody_may_send_there():
    """Or each refusal in the table would prove nothing."""
    nobody = {row.pattern for row in OURS if not row.only_shows and "+" not in row.post}
    assert nobody == {"preview/"}


def test_without_its_token_nothing_is_taken(world):
    for role, rows in [("signed out", OURS), ("moderator", TABLE)]:
        found = outcomes_of(browser(world, role, enforce_csrf_checks=True), world, rows)
        assert {pattern for pattern, (outcome, _) in found.items() if outcome != "403"} == set()


@pytest.mark.parametrize(("role", "rows"), [("author", OURS), ("moderator", TABLE)])
def test_who_is_suspended_writes_nothing_but_what_is_their_own(world, role, rows):
    root = cast.member("Root Administers", is_superuser=True)
    world.viewers[role].suspend(by=root, because="A quarrel.")
    found = outcomes_of(browser(world, role), world, rows)
    assert {pattern for pattern, (outcome, _) in found.items() if "+" in outcome} <= STILL_THEIRS


def test_a_moderator_who_has_typed_no_code_writes_nothing_but_what_is_their_own(world, settings):
    settings.MODERATORS_NEED_TOTP = True
    rows = [row for row in TABLE if not row.pattern.startswith("account/")]
    found = outcomes_of(browser(world, "moderator"), world, rows)
    assert {pattern for pattern, (outcome, _) in found.items() if outcome != "403"} == set()
