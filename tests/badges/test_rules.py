"""The rule of each badge: what is nearly enough for it, and what is enough."""

from typing import NamedTuple

import pytest
from django.utils import timezone

from badges.rules import BADGES, BY_SLUG, Level
from tests import cast
from tests.badges.scene import DAY, Scene, due

pytestmark = pytest.mark.django_db


class Case(NamedTuple):
    """`nearly` and `enough` are done to a scene; `who` gets it then, for `about`."""

    nearly: object
    enough: object
    who: str
    about: str


def question_with(column, value):
    def case(number):
        return lambda scene: scene.set(scene.question, **{column: number})

    return Case(case(value - 1), case(value), "ada", "question")


def answer_with_score(score):
    def case(number):
        return lambda scene: scene.set(scene.answer, score=number)

    return Case(case(score - 1), case(score), "bo", "answer")


def nothing(scene):
    pass


CASES = {
    "well-asked": question_with("score", 1),
    "worth-asking": question_with("score", 10),
    "worth-answering": question_with("score", 25),
    "worth-remembering": question_with("score", 100),
    "well-read": question_with("view_count", 1_000),
    "widely-read": question_with("view_count", 10_000),
    "of-use": answer_with_score(1),
    "helping-hand": answer_with_score(10),
    "safe-hands": answer_with_score(25),
    "master-hand": answer_with_score(100),
    "solved-it": Case(Scene.accept_own, Scene.accept, "bo", "answer"),
    "said-thanks": Case(Scene.accept_own, Scene.accept, "ada", "answer"),
    "last-word": Case(lambda s: s.accepted_with(39), lambda s: s.accepted_with(40), "bo", "answer"),
    "never-too-late": Case(lambda s: s.late_by(59), lambda s: s.late_by(60), "bo", "answer"),
    "found-it-myself": Case(
        lambda s: s.set(s.answer, score=3), lambda s: s.set(s.own, score=3), "ada", "own"
    ),
    "introduced": Case(
        lambda s: s.set(s.cy, about="I read."),
        lambda s: s.set(s.cy, about="I read.", lives_in="Lower Fennel"),
        *("cy", "cy"),
    ),
    "a-year-here": Case(lambda s: s.joined(364, 50), lambda s: s.joined(365, 50), "cy", "cy"),
    "good-word": Case(lambda s: s.vote(-1), lambda s: s.vote(1), "cy", "cy"),
    "honest-word": Case(lambda s: s.vote(1), lambda s: s.vote(-1), "cy", "cy"),
    "full-ballot": Case(lambda s: s.votes(today=2), lambda s: s.votes(today=3), "cy", "cy"),
    "in-the-pot": Case(nothing, Scene.pledge, "cy", "cy"),
    "well-spent": Case(Scene.pledge, Scene.award, "cy", "cy"),
}


@pytest.fixture
def scene(settings):
    scene = Scene()
    settings.VOTES_A_DAY = 3
    return scene


def test_every_badge_has_a_case():
    assert set(CASES) == set(BY_SLUG)
    assert len(BADGES) == len(BY_SLUG)


@pytest.mark.parametrize("slug", CASES)
def test_nearly_is_not_enough(scene, slug):
    CASES[slug].nearly(scene)
    assert due(slug) == []


@pytest.mark.parametrize("slug", CASES)
def test_enough_is_enough_for_whom_it_is_meant(scene, slug):
    case = CASES[slug]
    case.enough(scene)
    member, about = getattr(scene, case.who), getattr(scene, case.about)
    assert due(slug) == [(member.pk, BY_SLUG[slug].kind, about.pk)]


@pytest.mark.parametrize("slug", ["worth-asking", "helping-hand"])
@pytest.mark.parametrize(
    "undone",
    [
        lambda s: s.question.remove(by=cast.mo(), because="Advertising."),
        lambda s: [s.set(post, community_wiki_at=timezone.now()) for post in s.posts],
        lambda s: [author.delete_account() for author in (s.ada, s.bo)],
    ],
)
def test_what_is_removed_or_nobodys_earns_nothing(scene, slug, undone):
    for post in scene.posts:
        scene.set(post, score=10)
    assert len(due(slug)) == 1
    undone(scene)
    assert due(slug) == []


def test_a_year_without_reputation_is_no_badge(scene):
    scene.joined(4_000, 49)
    assert due("a-year-here") == []


def test_a_vote_that_was_taken_back_or_annulled_is_no_good_word(scene):
    scene.vote(1)
    scene.vote(0)
    assert due("good-word") == []
    scene.vote(1)
    scene.cy.votes.get().annul()
    assert due("good-word") == []


def test_a_day_of_votes_ends_at_midnight_utc(scene):
    scene.votes(today=3)
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    first, *others = scene.cy.votes.order_by("pk")
    for vote in others:
        scene.set(vote, at=midnight - DAY)
    scene.set(first, at=midnight - DAY * 1.0001)
    assert due("full-ballot") == []
    scene.set(first, at=midnight - DAY * 0.0001)
    assert len(due("full-ballot")) == 1


@pytest.mark.parametrize("badge", BADGES, ids=lambda badge: badge.slug)
def test_a_badge_says_what_it_is(badge):
    assert badge.name
    assert badge.sentence.endswith(".")
    assert badge.level in Level
    assert not (badge.each and badge.kind == "member")
