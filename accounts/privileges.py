"""What reputation opens. The levels are settings, scaled together by one."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

# What each privilege lets a member do, as it is said after "to".
PRIVILEGES = {
    "vote up": _("vote up"),
    "flag": _("flag"),
    "answer protected": _("answer protected questions"),
    "comment": _("comment on the posts of others"),
    "vote down": _("vote down"),
    "review": _("review suggested edits"),
    "create tags": _("create tags"),
    "edit": _("edit the posts of others"),
    "close": _("vote to close and to reopen"),
}


def level(privilege):
    """The reputation that opens `privilege`; 1, which everybody has, at least."""
    return max(1, round(settings.PRIVILEGES[privilege] * settings.PRIVILEGE_SCALE))


def has_privilege(member, privilege):
    """Whether `member`, signed in, may do this. Moderators may do everything."""
    return member.is_moderator or member.reputation >= level(privilege)


def require_privilege(member, privilege):
    """Refuse whoever has not got so far, and say how far it is."""
    if not has_privilege(member, privilege):
        raise PermissionDenied(distance(member, privilege))


def distance(member, privilege):
    """What somebody reads who has not got so far."""
    return _t("You need %(level)s reputation to %(what)s; you have %(have)s.") % {
        "level": level(privilege),
        "what": PRIVILEGES[privilege],
        "have": member.reputation,
    }
