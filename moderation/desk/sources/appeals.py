from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Appeal
from moderation.desk.item import Action, Item

from .source import MOST, Source, posts_by_about

# Somebody waits for an answer, perhaps unable to write.
WEIGHT = 3
UPHOLD = Action(Appeal.Verdict.UPHELD, Appeal.Verdict.UPHELD.label, "u", needs_reason=True)
OVERTURN = Action(
    Appeal.Verdict.OVERTURNED, Appeal.Verdict.OVERTURNED.label, "o", needs_reason=True
)


class Appeals(Source):
    """Appeals that nobody has decided. What was wrong is undone where it was done."""

    name = "appeals"
    title = _("Appeals")
    actions = (UPHOLD, OVERTURN)

    def items(self):
        appeals = Appeal.objects.filter(decided_at=None).select_related("act__by", "member")
        appeals = list(appeals.order_by("at", "pk")[:MOST])
        posts = posts_by_about([appeal.act.about for appeal in appeals])
        return [self._item(appeal, posts.get(appeal.act.about)) for appeal in appeals]

    def act(self, item, action, *, by, because, domain=False):
        if not because:
            raise ValidationError(_t("Write a word to the member."))
        number = item.key.partition("-")[2]
        Appeal.objects.get(pk=number).decide(by=by, verdict=action, answer=because)

    def _item(self, appeal, post):
        return Item(
            key=f"{self.name}-{appeal.pk}",
            title=_t("%(member)s appeals: %(act)s") % _words(appeal),
            weight=WEIGHT,
            at=appeal.at,
            facts=(
                _t("What %(by)s wrote: %(because)s") % _words(appeal),
                _t("What %(member)s says: %(words)s") % _words(appeal),
            ),
            post=post,
            author=appeal.member,
        )


def _words(appeal):
    act = appeal.act
    return {
        "member": appeal.member,
        "words": appeal.words,
        "by": act.by,
        "act": act.get_kind_display(),
        "because": act.because,
    }
