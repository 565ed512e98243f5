"""How whoever has signed in is found again on each page."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from accounts.models import Suspension, User
from accounts.prepared import prepared


@prepared
def _members(*, pk):
    suspended = Suspension.objects.filter(member=OuterRef("pk"), lifted_at=None)
    return User.objects.filter(pk=pk).annotate(has_suspensions=Exists(suspended))


class MemberBackend(AuthenticationBackend):
    """allauth's, which checks passwords; the member is a prepared read."""

    def get_user(self, user_id):
        return next(filter(self.user_can_authenticate, _members(pk=user_id)), None)
