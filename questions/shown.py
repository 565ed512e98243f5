"""What pages show of a question besides its text and its views, as values."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from posts.shown import ShownName, ShownSource, name_of, source_of
from questions.models import Category, Question, Tag
from questions.pot_times import time_left


class ShownCategory(NamedTuple):
    pk: int
    name: str
    slug: str

    get_absolute_url = Category.get_absolute_url


class ShownTag(NamedTuple):
    name: str
    slug: str

    get_absolute_url = Tag.get_absolute_url


class ShownTitle(NamedTuple):
    """A question as a link."""

    pk: int
    title: str
    slug: str

    get_absolute_url = Question.get_absolute_url
    title_key = Question.title_key


class ShownQuestion(NamedTuple):
    pk: int
    title: str
    slug: str
    author: ShownName | None
    source: ShownSource | None
    created_at: datetime
    edited_at: datetime | None
    community_wiki_at: datetime | None
    accepted_at: datetime | None
    score: int
    licence: str
    answer_count: int
    category_path: tuple[ShownCategory, ...]
    tag_list: tuple[ShownTag, ...]
    related: tuple[ShownTitle, ...]

    get_absolute_url = Question.get_absolute_url
    licence_url = Question.licence_url


class ShownRow(NamedTuple):
    """A question as a line of a list."""

    pk: int
    title: str
    slug: str
    author: ShownName | None
    source: ShownSource | None
    created_at: datetime
    accepted_at: datetime | None
    closed_at: datetime | None
    score: int
    answer_count: int
    tag_list: tuple[ShownTag, ...]
    pot_coins: int
    pot_left: str

    get_absolute_url = Question.get_absolute_url


def shown_question(question):
    return ShownQuestion(
        question.pk,
        question.title,
        question.slug,
        name_of(question),
        source_of(question),
        question.created_at,
        question.edited_at,
        question.community_wiki_at,
        question.accepted_at,
        question.score,
        question.licence,
        question.answer_count,
        shown_categories(question.category_path),
        shown_tags(question.tag_list),
        tuple(ShownTitle(**each) for each in question.related),
    )


def shown_row(question):
    author = name_of(question)
    return ShownRow(
        question.pk,
        question.title,
        question.slug,
        author,
        # A list does not fetch it, and shows it only where there is no author.
        None if author else source_of(question),
        question.created_at,
        question.accepted_at,
        question.closed_at,
        question.score,
        question.answer_count,
        shown_tags(question.tag_list),
        question.pot_coins,
        pot_left(question),
    )


def pot_left(question):
    """The time that the open pot has, in words."""
    if not (question.pot_coins and question.pot_ends_at):
        return ""
    assessed = question.pot_ends_at + timedelta(days=settings.POT_ASSESSMENT_DAYS)
    return time_left(question.pot_ends_at, assessed, timezone.now())


def shown_categories(categories):
    return tuple(ShownCategory(each.pk, each.name, each.slug) for each in categories)


def shown_tags(tags):
    return tuple(ShownTag(tag.name, tag.slug) for tag in tags)
