"""Names: what may be one, and when two are too alike."""

import re
import unicodedata
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.lookalikes import keys

FEWEST_CHARACTERS, MOST_CHARACTERS = 3, 30

# Letters, spaces and these: no name wears a check mark, a coin or a crown.
_PUNCTUATION = frozenset(".'-_,·’‘ʹ׳״・")

# Letters and marks that show nothing (Unicode: Default_Ignorable_Code_Point): fillers of Hangul,
# vowels of Khmer that are not written, joiners and variation selectors.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_MOST_MARKS = 4  # On one letter: Unicode Technical Standard 39, section 5.4.
# Of the accents that go with any letter, two beside those that have a letter of their own.
_TOWER = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}")

_RESERVED = """
    admin administrator anonymous bot community deleted everyone guest help helpdesk info member
    mod moderator moderators nobody null official owner postmaster root security site somebody
    staff superuser support sysadmin system team undefined user webmaster
    deletedmember deleteduser theteam themoderators
"""  # Spaces do not count when names are compared.


def clean_name(raw):
    """The name that `raw` stands for, in Unicode's form NFKC with single spaces.

    Raises ValidationError, with a sentence for the reader, for what cannot be a name here.
    Whether somebody has it already is `User.objects.called(name)`.
    """
    if _hides_something(raw):
        raise ValidationError(
            _("A name cannot have invisible characters."), code="invisible_characters"
        )
    name = " ".join(unicodedata.normalize("NFKC", raw).split())
    # The normal form of a visible character may hold invisible ones.
    if _hides_something(name) or not all(map(_may_stand_in_a_name, name)):
        raise ValidationError(
            _("A name has letters, digits, spaces, and . ' - _ only."), code="other_characters"
        )
    _refuse_wrong_length(name)
    _refuse_wrong_marks(name)
    if not any(unicodedata.category(c)[0] in "LN" for c in name):
        raise ValidationError(_("A name needs a letter or a digit."), code="no_letter")
    if _is_reserved(name):
        raise ValidationError(_("This name is kept for the site."), code="reserved")
    return name


def name_key(name):
    """What two names share whatever their capitals, and when their small letters look alike."""
    return keys(name)[0]


def name_look(name):
    """What two names share when they look alike as they are written."""
    return keys(name)[1]


def _hides_something(text):
    """Control, direction and format characters, halves of pairs, the unassigned, the invisible."""
    return bool(_INVISIBLE.search(text)) or any(unicodedata.category(c)[0] == "C" for c in text)


def _may_stand_in_a_name(character):
    category = unicodedata.category(character)
    return (
        character == " " or character in _PUNCTUATION or category[0] in "LM" or category == "Nd"
    ) and category != "Me"


def _refuse_wrong_length(name):
    if len(name) < FEWEST_CHARACTERS:
        raise ValidationError(
            _("A name has at least %s characters.") % FEWEST_CHARACTERS, code="too_short"
        )
    if len(name) > MOST_CHARACTERS:
        raise ValidationError(
            _("A name has at most %s characters.") % MOST_CHARACTERS, code="too_long"
        )


def _refuse_wrong_marks(name):
    """Marks without a letter, one mark twice, or a tower of them."""
    run = []
    for character in " " + unicodedata.normalize("NFD", name):
        if unicodedata.category(character) != "Mn":
            bears = unicodedata.category(character)[0] in "LM"
            run = []
        elif not bears or character in run or len(run) == _MOST_MARKS or _TOWER.search(name):
            raise ValidationError(
                _("A name cannot have so many accents on one letter."), code="marks"
            )
        else:
            run.append(character)


def _is_reserved(name):
    """Whether `name` looks like a reserved one, accents left aside, or begins with the site's."""
    site = _words(settings.SITE_NAME)
    beginning = " ".join(_words(name)[: len(site)])
    return _taken_by_site(name, *_RESERVED.split()) or _taken_by_site(beginning, " ".join(site))


def _taken_by_site(name, *reserved):
    small, written = _plain_keys(name)
    return any(small == key or written == look for key, look in map(_plain_keys, reserved))


@lru_cache(maxsize=200)
def _plain_keys(name):
    """The keys of `name` without its marks."""
    without = [c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c) != "Mn"]
    return keys("".join(without))


def _words(text):
    return re.findall(r"[^\W_]+", text)
