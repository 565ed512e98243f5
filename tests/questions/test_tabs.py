"""In what order lists show which questions, for each scope, and along which index."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from questions.lists import TABS, Branch, Everything, Followed, Tagged
from questions.models import Category, Question, Tag, Trend
from tests import cast

pytestmark = pytest.mark.django_db

SCOPES = ["everything", "branch", "tag", "two tags", "followed"]


@pytest.fixture
def tree():
    """A category with two below it."""
    mind = Category.objects.create(name="Mind")
    return [mind, *(Category.objects.create(name=name, parent=mind) for name in ("Sleep", "Mood"))]


@pytest.fixture
def eight(tree):
    """Questions asked an hour apart, the last first; each order of theirs is another one."""
    ada, start = cast.ada(), timezone.now() - timedelta(days=1)
    questions = []
    for n in range(8):
        tags = ["depression", "back-pain", f"tag-{n % 3}"]
        question = cast.question(ada, category=tree[n % 3], tags=tags)
        at = start + timedelta(hours=n)
        active = start + timedelta(days=1, hours=(n * 3) % 8)
        Question.objects.filter(pk=question.pk).update(
            created_at=at, active_at=active, pot_coins=(n * 5) % 8, answer_count=n % 2
        )
        question.mirror()
        Trend.objects.create(question=question, heat=(n * 3 + 1) % 8, views=(n * 5 + 3) % 8)
        questions.append(Question.objects.get(pk=question.pk))
    return questions[::-1]


def scope_of(name, tree, **hidden):
    tags = {tag.name: tag for tag in Tag.objects.all()}
    return {
        "everything": lambda: Everything(**hidden),
        "branch": lambda: Branch(tree[0], **hidden),
        "tag": lambda: Tagged([tags["depression"]], **hidden),
        "two tags": lambda: Tagged([tags["depression"], tags["back-pain"]], **hidden),
        "followed": lambda: Followed([tags["tag-0"], tags["tag-1"], tags["tag-2"]], **hidden),
    }[name]()


def expected(questions, tab):
    kept = {
        "unanswered": lambda q: not q.answer_count,
        "bounty": lambda q: q.pot_coins,
        "hot": lambda q: q.trend.heat,
        "week": lambda q: q.trend.views,
    }.get(tab, lambda q: True)
    by = {
        "active": lambda q: q.active_at,
        "bounty": lambda q: q.pot_coins,
        "hot": lambda q: q.trend.heat,
        "week": lambda q: q.trend.views,
    }.get(tab, lambda q: q.created_at)
    return [q.pk for q in sorted(filter(kept, questions), key=by, reverse=True)]


def walk(scope, tab, params=None, size=3, way="next_url"):
    """The ids page by page, as a reader follows the links."""
    found, params = [], QueryDict(params or "")
    while True:
        page = scope.page(tab, params, size=size)
        found.append([question.pk for question in page])
        if not (url := getattr(page, way)):
            return found
        params = QueryDict(url[1:])


def ids(pages):
    return [pk for page in pages for pk in page]


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_each_tab_of_each_scope_has_its_order_on_pages_without_gap_or_repeat(
    eight, tree, scope, tab
):
    pages = walk(scope_of(scope, tree), tab)
    assert ids(pages) == expected(eight, tab.name)
    assert [len(page) for page in pages[:-1]] == [3] * (len(pages) - 1)


@pytest.mark.parametrize("scope", SCOPES)
def test_the_way_back_shows_the_same_pages(eight, tree, scope):
    forth = walk(scope_of(scope, tree), TABS[0])
    last = scope_of(scope, tree).page(TABS[0], after(eight[5]), size=3)
    assert [question.pk for question in last] == forth[2]
    params = last.previous_url[1:]
    assert walk(scope_of(scope, tree), TABS[0], params, way="previous_url") == forth[1::-1]


def after(question):
    """What the link to what comes after it says."""
    since = question.created_at - datetime(1970, 1, 1, tzinfo=UTC)
    return QueryDict(f"after={since // timedelta(microseconds=1)}-{question.pk}")


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_what_is_hidden_or_removed_is_not_there(eight, tree, scope, tab):
    mo = cast.mo()
    eight[0].remove(by=mo, because="Spam.")
    hidden = Tag.objects.filter(name="tag-1")
    shown = [q for q in eight[1:] if "tag-1" not in q.tags.names()]
    if scope == "followed":  # What is followed and hidden is followed.
        shown = eight[1:]
    pages = walk(scope_of(scope, tree, hidden=hidden), tab)
    assert ids(pages) == expected(shown, tab.name)


@pytest.mark.parametrize("tab", TABS, ids=lambda tab: tab.name)
def test_what_is_hidden_is_not_there_for_a_followed_tag_of_its_own(eight, tab):
    followed, hidden = (Tag.objects.filter(name=name) for name in ("depression", "tag-1"))
    shown = [q for q in eight if "tag-1" not in q.tags.names()]
    assert ids(walk(Followed(followed, hidden=hidden), tab)) == expected(shown, tab.name)


def test_a_tag_left_out_is_left_out_and_both_of_two_are_asked(eight):
    tags = {tag.name: tag for tag in Tag.objects.all()}
    scope = Tagged([tags["tag-0"], tags["depression"]], without=[tags["tag-1"]])
    zeros = [q.pk for q in eight if "tag-0" in q.tags.names()]
    assert ids(walk(scope, TABS[0])) == zeros
    assert ids(walk(Tagged([tags["tag-0"], tags["tag-1"]]), TABS[0])) == []


def test_a_question_on_two_followed_tags_stands_there_once(eight):
    tags = Tag.objects.filter(name__in=["depression", "back-pain"])
    assert ids(walk(Followed(tags), TABS[0])) == [q.pk for q in eight]
