"""The list of open pots, and the coins that every list shows."""

from datetime import UTC, datetime, timedelta

import html5lib
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from questions.models import Question
from tests import cast
from tests.coins import rich

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 1, 9, tzinfo=UTC)
DAYS = timedelta(days=1)


@pytest.fixture
def ada():
    return rich(cast.ada(), 1_000)


def offered(ada, coins, ends_at=None, **fields):
    """A question with so many coins in its pot, which ends at a moment."""
    question = cast.question(ada, coins=coins, **fields)
    if ends_at:
        Question.objects.filter(pk=question.pk).update(pot_ends_at=ends_at)
    return question


def listed(client, **query):
    return [question.pk for question in client.get(reverse("bounties"), query).context["questions"]]


def walk(client, url, link="next_url"):
    """The ids on every page, following the links as a reader would."""
    pages = []
    while url:
        page = client.get(url).context["questions"]
        pages.append([question.pk for question in page])
        following = getattr(page, link)
        url = following and reverse("bounties") + following
    return pages


def test_only_questions_with_coins_stand_there_the_most_coins_first(client, ada):
    cast.question(ada)
    little, much = offered(ada, 10), offered(ada, 400)
    assert listed(client) == [much.pk, little.pk]
    assert listed(client, tab="nonsense") == [much.pk, little.pk]


def test_closed_removed_and_settled_pots_leave_the_list(client, ada):
    mo, bo = cast.mo(), cast.bo()
    closed, removed, paid = (offered(ada, 20) for _ in range(3))
    closed.close(by=mo, because="Too broad.")
    removed.remove(by=mo, because="Spam.")
    cast.answer(bo, paid).accept(by=ada)
    assert listed(client) == listed(client, tab="ending") == []
    assert "No pot is open now" in client.get(reverse("bounties")).text


def test_what_ends_first_stands_first_until_it_is_settled(client, ada):
    with time_machine.travel(START) as clock:
        first = offered(ada, 10)
        clock.shift(DAYS)
        second = offered(ada, 400)
        assert listed(client, tab="ending") == [first.pk, second.pk]
        clock.shift(8 * DAYS)  # both are being assessed: a better answer can still get the coins
        assert listed(client, tab="ending") == [first.pk, second.pk]
        clock.shift(DAYS)
        assert listed(client, tab="ending") == [second.pk]


@pytest.fixture
def many(ada):
    """Thirty-five open pots, three with the same coins and the same end, so that ids break ties."""
    for n in range(35):
        offered(ada, 10 + n // 3, timezone.now() + timedelta(days=1, seconds=n // 3))
    return Question.objects


@pytest.mark.parametrize(
    ("tab", "order"), [("coins", ["-pot_coins", "-pk"]), ("ending", ["pot_ends_at", "pk"])]
)
def test_pages_follow_each_other_without_gap_or_repeat(client, many, tab, order):
    pks = list(many.order_by(*order).values_list("pk", flat=True))
    url = f"{reverse('bounties')}?tab={tab}"
    assert walk(client, url) == [pks[:30], pks[30:]]
    second = reverse("bounties") + client.get(url).context["questions"].next_url
    assert walk(client, second, "previous_url") == [pks[30:], pks[:30]]


@pytest.mark.parametrize("tab", ["coins", "ending"])
@pytest.mark.parametrize("key", ["x", "1", "-1-1", "9" * 40 + "-1", "1-" + "9" * 40, "9" * 5_000])
def test_a_key_that_is_none_is_404_or_an_empty_page(client, ada, tab, key):
    offered(ada, 10)
    for side in ("after", "before"):
        response = client.get(reverse("bounties"), {"tab": tab, side: key})
        assert response.status_code in {200, 404}


@pytest.mark.parametrize("page", ["first", "later"])
def test_both_lists_are_read_along_their_own_index(many, page):
    last = many.order_by("pot_coins", "pot_ends_at").first()
    with connection.cursor() as cursor:
        # So few rows are sorted as cheaply: what is asked is whether the index can do it at all.
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
    richest = many.with_bounty().richest()
    ending = many.with_bounty().ending(timezone.now())
    if page == "later":
        richest = richest.filter(pot_coins__lte=last.pot_coins)
        ending = ending.filter(pot_ends_at__gte=last.pot_ends_at)
    for rows, index in ((richest, "question_richest"), (ending, "question_pot_ends")):
        plan = rows[:31].explain()
        assert index in plan
        assert "Sort" not in plan


@pytest.mark.parametrize("tab", ["coins", "ending"])
def test_the_number_of_queries_does_not_grow_with_the_rows(client, ada, tab):
    def count(rows):
        for n in range(rows):
            asker = rich(cast.member(f"Asker {Question.objects.count()} {n}"))
            offered(asker, 10)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("bounties"), {"tab": tab})
        return len(queries)

    assert count(5) == count(10)


def test_every_list_says_what_lies_in_a_pot_and_for_how_long(client, ada):
    plain = cast.question(ada, title="A question without any coins at all?")
    offered(ada, 40)
    for path in ("/", "/questions/", "/tags/depression/", reverse("bounties")):
        document = html5lib.parse(client.get(path).content, namespaceHTMLElements=False)
        rows = [" ".join(" ".join(row.itertext()).split()) for row in document.iter("li")]
        [with_pot] = [row for row in rows if "coins in the pot" in row]
        assert "40 coins in the pot" in with_pot
        assert "7 days left" in with_pot
        assert plain.title not in with_pot


def test_the_site_menu_leads_there(client):
    page = client.get(reverse("bounties"))
    assert f'href="{reverse("bounties")}" aria-current="page"' in page.text
    assert page.context["tab"] == "coins"
