from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from moderation.desk.item import Action, Item
from moderation.models import Seen
from votes.models import SerialVoting

from .source import MOST, SEEN, Source

RECENT = timedelta(days=30)
WEIGHT = 2
COUNT = Action("count", _("Let these votes count"), "c")


class Rings(Source):
    """Votes in series, which the site has taken back."""

    name = "votes"
    title = _("Serial votes")
    actions = (SEEN, COUNT)

    def items(self):
        since = timezone.now() - RECENT
        rows = SerialVoting.objects.filter(at__gte=since).exclude(undone_at=None)
        rows = {f"{self.name}-{row.pk}": row for row in rows.select_related("voter", "author")}
        seen = set(Seen.objects.filter(key__in=rows).values_list("key", flat=True))
        return [self._item(key, row) for key, row in rows.items() if key not in seen][:MOST]

    def act(self, item, action, **how):
        if action == COUNT.name:
            number = item.key.partition("-")[2]
            for vote in SerialVoting.objects.get(pk=number).votes.order_by("pk"):
                vote.reinstate()
        Seen.mark(item.key, by=how["by"])

    def _item(self, key, row):
        figures = {"count": row.count, "of": row.of, "value": f"{row.value:+}"}
        return Item(
            key=key,
            title=_t("%(voter)s voted for %(author)s") % _names(row),
            weight=WEIGHT,
            at=row.at,
            facts=(_t("%(count)s of %(of)s votes within a day, each %(value)s.") % figures,),
            author=row.voter,
        )


def _names(row):
    gone = _t("a member who left")
    return {"voter": row.voter or gone, "author": row.author or gone}
