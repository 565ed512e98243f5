from datetime import timedelta

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.desk.item import Action, Item
from questions.models import Closure

from .source import MOST, SEEN, Source, unseen

RECENT = timedelta(days=90)
WEIGHT = 1
REOPEN = Action("reopen", _("Open it again"), "o")


class MendedQuestions(Source):
    """Closed questions that were edited since: perhaps they can be answered now."""

    name = "mended"
    title = _("Mended")
    actions = (REOPEN, SEEN)

    def items(self):
        rows = Closure.objects.filter(
            unseen(self.name),
            reopened_at=None,
            at__gte=timezone.now() - RECENT,
            question__edited_at__gt=F("at"),
            question__removed_at=None,
        )
        rows = rows.select_related("question__author").order_by("at", "pk")[:MOST]
        return [self._item(row) for row in rows]

    def act(self, item, action, **how):
        if action == REOPEN.name:
            item.post.reopen(by=how["by"])
        else:
            super().act(item, action, **how)

    def _item(self, closure):
        question = closure.question
        return Item(
            key=f"{self.name}-{closure.pk}",
            title=question.title,
            weight=WEIGHT,
            at=question.edited_at,
            facts=(f"{closure.get_kind_display()}. {closure.because}".strip(),),
            post=question,
            author=question.author,
        )
