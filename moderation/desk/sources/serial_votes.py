from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from moderation.desk.item import Action, Item
from moderation.models import Seen
from votes.models import SerialVoting

from .source import MOST, SEEN, Source, unseen

RECENT = timedelta(days=30)
WEIGHT = 2
COUNT = Action("count", _("Let these votes count"), "c")


class SerialVotes(Source):
    """Votes in series, which the site has taken back."""

    name = "votes"
    title = _("Serial votes")
    actions = (SEEN, COUNT)

    def items(self):
        since = timezone.now() - RECENT
        rows = SerialVoting.objects.filter(unseen(self.name), at__gte=since)
        rows = rows.exclude(undone_at=None).select_related("voter", "author")
        return [self._item(row) for row in rows.order_by("at", "pk")[:MOST]]

    def act(self, item, action, **how):
        if action == COUNT.name:
            number = item.key.partition("-")[2]
            for vote in SerialVoting.objects.get(pk=number).votes.order_by("pk"):
                vote.reinstate()
        Seen.mark(item.key, by=how["by"])

    def _item(self, row):
        figures = {"count": row.count, "of": row.of, "value": f"{row.value:+}"}
        return Item(
            key=f"{self.name}-{row.pk}",
            title=_t("%(voter)s voted for %(author)s") % _names(row),
            weight=WEIGHT,
            at=row.at,
            facts=(_t("%(count)s of %(of)s votes within a day, each %(value)s.") % figures,),
            author=row.voter,
        )


def _names(row):
    gone = _t("a member who left")
    return {"voter": row.voter or gone, "author": row.author or gone}
