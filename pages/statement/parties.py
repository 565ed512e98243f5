"""With whom coins changed hands, by the name that the reader of the statement may know."""

from django.utils.translation import gettext as _

from rewards.models import MINT, SINK, Account
from rewards.models.transfer import Reason

from .mentions import Mention

_BY_MODERATORS = frozenset({Reason.GRANT, Reason.FINE, Reason.SEIZED, Reason.RETURNED})


class Parties:
    """The other ends of several lines of an account, in one query whatever their number."""

    def __init__(self, lines, account, viewer):
        self.account, self.by_moderator = account, viewer.is_moderator
        pks = {pk for each in lines for pk in (each.other, each.transfer.by_id)} - {None}
        accounts = Account.objects.filter(pk__in=pks).select_related("owner")
        self._accounts = accounts.only("kind", "owner__name", "owner__removed_at").in_bulk()

    def of(self, line):
        """Whoever is at the line's other end; of what the mint paid, whose deed it was."""
        transfer = line.transfer
        # As in the notice of a removal, a member learns why, not which moderator.
        if transfer.reason in _BY_MODERATORS and not self.by_moderator:
            return Mention(_("a moderator"))
        from_mint = line.other == MINT or transfer.reason in _BY_MODERATORS
        if from_mint and transfer.by_id not in (None, self.account.pk):
            return self._name(self._accounts[transfer.by_id])
        return self._name(self._accounts[line.other])

    def _name(self, account):
        if account.pk in (MINT, SINK):
            return Mention(_("the site"))
        if account.kind == Account.Kind.POT:
            return Mention(_("the pot"))
        owner = account.owner
        if owner is None:
            return Mention(_("a member who left"))
        there = not owner.removed_at or self.by_moderator
        return Mention(owner.name, owner.get_absolute_url() if there else "")
