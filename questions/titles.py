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
# Letters and a symbol that show nothing: the fillers of Hangul, the empty pattern of Braille.
_EMPTY = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_MOST_MARKS = 4  # On one letter: Unicode Technical Standard 39, section 5.4.
# Words that stand where a slug stands: /questions/3/edit/ is the form, not a question.
RESERVED = {
    *("answers", "bookmark", "closure", "comments", "edit", "flag", "follow", "history", "people"),
    *("lock", "pledges", "protection", "removal", "rollback", "statistics", "suggested-edits"),
    "vote",
}


def clean_title(title):
    """The title; raises ValidationError that says what to do."""
    title = title.strip()
    if _TURNS.search(title) or any(unicodedata.category(each) in _UNSHOWN for each in title):
        raise ValidationError(_("Remove the control characters from the title."))
    if _has_tower(title):
        raise ValidationError(_("Remove the accents that are piled up in the title."))
    seen = sum(_is_seen(each) for each in title)
    if not SHORTEST <= len(title) <= LONGEST or seen < SHORTEST // 2:
        raise ValidationError(
            _("Write a title of %(shortest)s to %(longest)s characters; this one has %(now)s."),
            params={"shortest": SHORTEST, "longest": LONGEST, "now": seen},
        )
    return title


def _is_seen(character):
    return character not in _EMPTY and unicodedata.category(character) not in {"Cf", "Mn", "Zs"}


def _has_tower(title):
    marks = "".join("M" if unicodedata.category(each)[0] == "M" else "." for each in title)
    return "M" * (_MOST_MARKS + 1) in marks


def slug_of(title):
    """The last part of the address: empty for a title without letters or digits."""
    slug = slugify(title, allow_unicode=True)
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return f"{slug}-question" if slug in RESERVED else slug.strip("-_")
