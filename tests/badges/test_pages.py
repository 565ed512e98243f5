"""The pages of badges, and the line on a profile."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from badges.jobs import give_badges
from badges.models import BadgeGiven
from badges.rules import BADGES
from tests import cast
from tests.badges.scene import Scene
from tests.pages.coins import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """Ada has two badges of one kind and one of another, Bo has one."""
    scene = Scene()
    second = cast.question(scene.ada, title="Is this another question of mine?")
    for question in (scene.question, second):
        scene.set(question, score=10)
    scene.set(scene.answer, score=1)
    give_badges()
    return scene


def rows(response):
    found = re.search(r'<ol class="given">.*?</ol>', response.text, re.DOTALL)
    items = re.findall(r"<li>.*?</li>", found[0] if found else "", re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in items]


def page_of(client, member):
    return client.get(reverse("member_badges", args=[member.pk, member.slug]))


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return [each["sql"] for each in queries]


def test_all_badges_stand_there_with_how_often_they_were_given(client, scene):
    text = text_of(client.get("/badges/"))
    for badge in BADGES:
        assert f"{badge.name} {badge.level.label} {badge.sentence}" in text
    assert "score of 10. given 2 times" in text
    assert text.count("given 1 time") == 2
    assert "given to nobody yet" in text
    assert "you have it" not in text


def test_a_member_sees_which_are_theirs(client, scene):
    client.force_login(scene.ada)
    text = text_of(client.get("/badges/"))
    assert "given 2 times · you have it 2 times" in text
    assert text.count("· you have it") == 2


def test_the_page_counts_nothing(client, scene):
    [sql] = queries_of(client, "/badges/")
    assert "badges_badgecount" in sql


def test_a_badge_tells_its_rule_and_who_has_it_for_what(client, scene):
    response = client.get("/badges/worth-asking/")
    assert "Worth asking bronze · A question of yours has a score of 10." in text_of(response)
    assert "It can be given several times." in response.text
    found = rows(response)
    assert [row.startswith("AA Ada Asks") for row in found] == [True, True]
    assert {row[-8:] for row in found} == {"ression?", "of mine?"}
    assert f'href="{scene.question.get_absolute_url()}"' in response.text


def test_a_badge_that_nobody_has_says_so(client):
    assert "Nobody has it yet" in text_of(client.get("/badges/last-word/"))


def test_what_is_no_badge_is_not_found(client):
    assert client.get("/badges/nobody-knows/").status_code == 404


def test_removed_members_are_not_listed_and_removed_posts_not_named(client, scene):
    scene.answer.remove(by=(mo := cast.mo()), because="Copied.")
    [row] = rows(client.get("/badges/of-use/"))
    assert "a removed answer" in row
    scene.bo.remove(by=mo, because="Advertising.")
    assert rows(client.get("/badges/of-use/")) == []
    assert page_of(client, scene.bo).status_code == 404


def test_a_member_s_page_has_each_badge_with_its_cause(client, scene):
    response = page_of(client, scene.ada)
    assert "3 bronze All badges" in text_of(response)
    names = sorted(row.partition(" bronze")[0] for row in rows(response))
    assert names == ["Well asked", "Worth asking", "Worth asking"]


def test_who_has_none_is_led_to_all(client, scene):
    response = page_of(client, scene.cy)
    assert "No badges yet" in text_of(response)
    assert 'href="/badges/"' in response.text


def test_thirty_a_page_at_the_cost_of_one(client, scene):
    def give(number):
        for _ in range(number):
            question = cast.question(scene.ada, title="One question more, is it not?")
            BadgeGiven.objects.create(
                member=cast.member(f"Member {question.pk}"),
                badge="well-read",
                about_kind="question",
                about_id=question.pk,
                cause=question.pk,
            )
        return len(queries_of(client, "/badges/well-read/"))

    assert give(2) == give(32)
    first = client.get("/badges/well-read/")
    assert len(rows(first)) == 30
    further = re.search(r"\?after=[\d-]+", first.text)[0]
    assert len(rows(client.get(f"/badges/well-read/{further}"))) == 4


def test_a_profile_has_a_line_of_levels_for_one_query(client, scene):
    response = client.get(scene.ada.get_absolute_url())
    assert "3 bronze badges" in text_of(response)
    assert "member__badges" not in client.get(scene.cy.get_absolute_url()).text
    sql = queries_of(client, scene.ada.get_absolute_url())
    assert len([each for each in sql if "badges_badgegiven" in each]) == 1


def test_a_badge_that_is_no_more_is_left_out(client, scene):
    BadgeGiven.objects.filter(badge="well-asked").update(badge="long-ago")
    assert len(rows(page_of(client, scene.ada))) == 2
    assert "2 bronze badges" in text_of(client.get(scene.ada.get_absolute_url()))
