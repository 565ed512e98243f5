"""Atom feeds: the newest of something, as readers of feeds ask for it again and again."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from discovery.authors import address_of, writer_of

MOST_ENTRIES = 30
# What XML cannot hold, though a text may.
_UNSHOWN = dict.fromkeys([*(n for n in range(32) if n not in b"\t\n\r"), 0xFFFE, 0xFFFF])
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Atom(Atom1Feed):
    """As Django makes it; but an empty feed was not changed just now, or no reader's copy held."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else _NEVER


@dataclass(frozen=True)
class Feed:
    """What a feed is called, the page that it follows, its own address, and its entries."""

    title: str
    page: str
    path: str
    entries: list

    def write(self):
        """The feed as XML."""
        url = settings.SITE_URL + self.path
        feed = Atom(
            title=_shown(self.title),
            link=settings.SITE_URL + self.page,
            description=None,
            language=settings.LANGUAGE_CODE,
            feed_url=url,
            feed_guid=url,
        )
        for entry in self.entries:
            feed.add_item(**entry)
        return feed.writeString("utf-8")


# The columns that an entry is made of.
_OF_A_POST = ["first_words", "created_at", "edited_at", "author", "author__name"]
_SOURCE = [f"source__{each}" for each in ("url", "site_url", "author_name", "author_url")]


def question_entries(questions):
    """Entries of questions, from a queryset in its order, in two queries."""
    rows = questions.select_related("author", "source").with_tags()
    rows = rows.only("title", "slug", *_OF_A_POST, *_SOURCE)
    return [_question(each) for each in rows[:MOST_ENTRIES]]


def answer_entries(answers):
    """Entries of answers, from a queryset in its order, in one query."""
    rows = answers.select_related("author", "source", "question")
    rows = rows.only("question__title", "question__slug", *_OF_A_POST, *_SOURCE)
    return [_answer(each) for each in rows[:MOST_ENTRIES]]


def _question(question):
    return {
        "title": _shown(question.title),
        "link": settings.SITE_URL + question.get_absolute_url(),
        # Not the address, which follows the title.
        "unique_id": f"{settings.SITE_URL}/questions/{question.pk}/",
        "categories": [_shown(tag.name) for tag in question.tag_list],
        **_post(question),
    }


def _answer(answer):
    return {
        "title": _("Answer to “%s”") % _shown(answer.question.title),
        "link": address_of(answer, settings.SITE_URL + answer.question.get_absolute_url()),
        "unique_id": settings.SITE_URL + answer.get_absolute_url(),
        **_post(answer),
    }


def _post(post):
    writer = writer_of(post)
    return {
        "description": escape(_shown(post.first_words)),
        "author_name": _shown(writer.name) if writer else _("deleted member"),
        "author_link": writer.url if writer else None,
        "pubdate": post.created_at,
        "updateddate": post.edited_at or post.created_at,
    }


def _shown(text):
    return text.translate(_UNSHOWN)
