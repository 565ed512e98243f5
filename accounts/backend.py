"""How whoever has signed in is found again on each page."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User
from accounts.prepared import prepared


@prepared
def _members(*, pk):
    return User.objects.filter(pk=pk)


class MemberBackend(AuthenticationBackend):
    """allauth's, which checks passwords; the member is a prepared read."""

    def get_user(self, user_id):
        return next(filter(self.user_can_authenticate, _members(pk=user_id)), None)
