from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from answers.models import Repeat
from moderation.desk.item import Item

from .source import CLEAN_UP, MOST, REMOVE, SEEN, SPAM, Source, unseen

RECENT = timedelta(days=30)
WEIGHT = 1


class Repeats(Source):
    """Answers in sight that their authors had given to other questions."""

    name = "repeats"
    title = _("Repeated answers")
    actions = (SEEN, REMOVE, SPAM, CLEAN_UP)

    def items(self):
        since = timezone.now() - RECENT
        rows = Repeat.objects.filter(
            unseen(self.name), at__gte=since, answer__removed_at=None, earlier__removed_at=None
        )
        rows = rows.filter(answer__question__removed_at=None)
        rows = rows.select_related("answer__author", "answer__question", "earlier__question")
        return [self._item(row) for row in rows.order_by("at", "pk")[:MOST]]

    def _item(self, repeat):
        return Item(
            key=f"{self.name}-{repeat.pk}",
            title=repeat.answer.question.title,
            weight=WEIGHT,
            at=repeat.at,
            facts=(_t("Said before in answer to: %s") % repeat.earlier.question.title,),
            post=repeat.answer,
            author=repeat.answer.author,
        )
