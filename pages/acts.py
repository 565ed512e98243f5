"""The log of moderators' acts as pages show it."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Act
from comments.models import Comment
from pages.statement.mentions import Mention, Mentions
from questions.models import Category, Tag


class ActRow(NamedTuple):
    """An act, and what it was done to by the name that its reader may know."""

    act: Act
    what: Mention

    @property
    def is_answer_seen(self):
        """Whether the name is of the question that the answer stands below."""
        return self.act.about_kind == "answer" and bool(self.what.url)


def rows_of(acts, viewer):
    """A row for each act, in five queries whatever their number."""
    abouts = [act.about for act in acts]
    mentions = Mentions(abouts, viewer)
    seen = _tags_and_comments(abouts, viewer) | _categories(abouts)
    return [
        ActRow(act, mentions.of(act.about) or seen.get(act.about) or _unnamed(act, viewer))
        for act in acts
    ]


def _tags_and_comments(abouts, viewer):
    """Those that the reader may see, by kind and number."""
    # A merged tag's address leads to where it went.
    named = Tag.objects.filter(Q(removed_at=None) | Q(meaning__isnull=False))
    tags = named.in_bulk([pk for kind, pk in abouts if kind == "tag"])
    comments = Comment.objects.shown_to(viewer).filter(
        pk__in=[pk for kind, pk in abouts if kind == "comment"],
        question__removed_at=None,
        answer__removed_at=None,
        answer__question__removed_at=None,
    )
    found = {("tag", pk): Mention(tag.name, tag.get_absolute_url()) for pk, tag in tags.items()}
    for comment in comments.only("pk"):
        found[comment.about] = Mention(_("a comment"), comment.get_absolute_url())
    return found


def _categories(abouts):
    """Those that are there, by kind and number."""
    numbers = [pk for kind, pk in abouts if kind == "category"]
    there = Category.objects.with_path().in_bulk(numbers)
    return {
        ("category", pk): Mention(str(each), each.get_absolute_url()) for pk, each in there.items()
    }


def _unnamed(act, viewer):
    """What has no name for this reader. Members are never named."""
    own = viewer.is_authenticated and act.of == viewer.pk
    words = {
        "tag": _("a removed tag"),
        "category": _("a deleted category"),
        "comment": _("a removed comment"),
        "appeal": _("your appeal") if own else _("an appeal of a member"),
    }
    return Mention(words.get(act.about_kind) or (_("you") if own else _("a member")))
