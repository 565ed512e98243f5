"""Who may make a tag that is not there yet."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t

from accounts.privileges import has_privilege, level
from questions.models.tag import Tag


def check_new_tags(names, *, by):
    """Refuse tags that would be new, of a member who may not make any.

    While the site has fewer than TAGS_FREE tags, everybody may: somebody has to begin.
    """
    if has_privilege(by, "create tags") or _is_young():
        return
    known = set(Tag.objects.filter(name__in=names).values_list("name", flat=True))
    if new := [name for name in names if name not in known]:
        error = ValidationError(
            _t(
                "There is no tag “%(name)s”: choose others, or one that is like it. "
                "Making new ones takes %(level)s reputation."
            ),
            params={"name": new[0], "level": level("create tags")},
        )
        error.field = "tags"
        raise error


def _is_young():
    return Tag.objects.all()[: settings.TAGS_FREE].count() < settings.TAGS_FREE
