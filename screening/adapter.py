from accounts.adapter import AccountAdapter
from limits.address import client_address
from screening.models import Block


class ScreeningAdapter(AccountAdapter):
    """What allauth asks, and who may not join."""

    def is_open_for_signup(self, request):
        """Nobody joins from a range that moderators have blocked."""
        return Block.objects.of_address(client_address(request.META)) is None
