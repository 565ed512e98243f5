from dataclasses import dataclass, field

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Tab:
    """An order of questions, the largest `by` first, and which of them it has: `only`, by column.

    `few` says that there are only so many of them on the whole site: a part of it is found by
    looking through them all. The others are found along an index that the part has for them.
    """

    name: str
    label: str | Promise
    by: str = "created_at"
    only: dict = field(default_factory=dict)
    few: bool = False

    def of(self, questions):
        """These questions, as far as the tab has them, in its order."""
        kept = questions.filter(**self.only).annotate(**_ANNOTATED.get(self.by, {}))
        return kept.order_by(f"-{self.by}", "-pk")


# What a question's trend says stands beside it, not on its row.
_ANNOTATED = {"heat": {"heat": F("trend__heat")}, "views": {"views": F("trend__views")}}

TABS = [
    Tab("newest", _("Newest")),
    Tab("active", _("Active"), by="active_at"),
    Tab("unanswered", _("Unanswered"), only={"answer_count": 0, "closed_at": None}),
    Tab("bounty", _("With coins"), by="pot_coins", only={"pot_coins__gt": 0}, few=True),
    Tab("hot", _("Hot"), by="heat", only={"trend__heat__gt": 0}, few=True),
    Tab("week", _("Most viewed this week"), by="views", only={"trend__views__gt": 0}, few=True),
]
