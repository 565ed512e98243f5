"""The log of moderators' acts as pages show it."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Act
from pages.statement.mentions import Mention, Mentions
from questions.models import Tag


class ActRow(NamedTuple):
    """An act, and what it was done to by the name that its reader may know."""

    act: Act
    what: Mention

    @property
    def is_about_answer(self):
        return self.act.about_kind == "answer"


def rows_of(acts, viewer):
    """A row for each act, in three queries whatever their number."""
    mentions = Mentions([act.about for act in acts], viewer)
    named = [act.about_id for act in acts if act.about_kind == "tag"]
    tags = Tag.objects.visible().in_bulk(named)
    return [ActRow(act, mentions.of(act.about) or _other(act, tags)) for act in acts]


def _other(act, tags):
    """What is neither question nor answer. Members are never named."""
    if tag := act.about_kind == "tag" and tags.get(act.about_id):
        return Mention(tag.name, tag.get_absolute_url())
    words = {"tag": _("a removed tag"), "appeal": _("an appeal of a member")}
    return Mention(words.get(act.about_kind, _("a member")))
