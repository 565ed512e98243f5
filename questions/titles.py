"""What a title may be, and the address made from it."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

SHORTEST, LONGEST = 15, 150
LONGEST_SLUG = 80
_UNSHOWN = {"Cc", "Cs", "Zl", "Zp"}
# What turns the direction of the text around it; joiners, which some scripts need, may stand.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Words that stand where a slug stands: /questions/3/edit/ is the form, not a question.
RESERVED = {"answers", "closure", "edit", "removal"}


def clean_title(title):
    """The title; raises ValidationError that says what to do."""
    title = title.strip()
    if _TURNS.search(title) or any(unicodedata.category(each) in _UNSHOWN for each in title):
        raise ValidationError(_("Remove the control characters from the title."))
    seen = sum(unicodedata.category(each) not in {"Cf", "Mn", "Zs"} for each in title)
    if not SHORTEST <= len(title) <= LONGEST or seen < SHORTEST // 2:
        raise ValidationError(
            _("Write a title of %(shortest)s to %(longest)s characters; this one has %(now)s."),
            params={"shortest": SHORTEST, "longest": LONGEST, "now": seen},
        )
    return title


def slug_of(title):
    """The last part of the address: empty for a title without letters or digits."""
    slug = slugify(title, allow_unicode=True)
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return f"{slug}-question" if slug in RESERVED else slug.strip("-_")
