import re

from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from answers.models import Answer
from comments.models import Comment
from moderation import removing
from moderation.desk.item import Action
from moderation.models import CleanUp, Seen
from questions.models import Question

# So many of each source are looked at for one page.
MOST = 50

REMOVE = Action("remove", _("Remove, with a reason"), "r", needs_reason=True)
SPAM = Action("spam", _("Remove as spam"), "s")
CLEAN_UP = Action("clean_up", _("Clean up after this member"), "x", needs_reason=True)
SEEN = Action("seen", _("Nothing to do"), "d")

_POSTS = {
    "question": Question.objects.select_related("author"),
    "answer": Answer.objects.select_related("author", "question"),
    "comment": Comment.objects.select_related("author", "question", "answer__question"),
}


# A number that a key of the database can be.
_NUMBER = re.compile(r"\d{1,18}")


def posts_by_about(abouts):
    """The posts of these kinds and numbers, with their authors, in three queries at the most."""
    found = {}
    for kind, rows in _POSTS.items():
        numbers = [number for each, number in abouts if each == kind]
        if numbers:
            found |= {(kind, row.pk): row for row in rows.filter(pk__in=numbers)}
    return found


def about_of(key):
    """A kind of post and a number in a key such as `flags-answer-7`; None for another key."""
    parts = key.split("-")
    if len(parts) != 3 or parts[1] not in _POSTS or not _NUMBER.fullmatch(parts[2]):
        return None
    return parts[1], int(parts[2])


def unseen(name, number="pk"):
    """A condition: no moderator has marked the item whose key is `name` and this number as seen."""
    key = Concat(Value(f"{name}-"), Cast(OuterRef(number), CharField()))
    return ~Exists(Seen.objects.filter(key=key))


class Source:
    """Items of one kind. `name` begins their keys."""

    name = ""
    title = ""
    actions = ()

    @property
    def cleans_up(self):
        """Whether a clean-up can begin with an item of this kind."""
        return CLEAN_UP in self.actions

    def items(self):
        """What waits, MOST at the most."""
        raise NotImplementedError

    def find(self, key):
        """The item with this key, or None when it waits no more."""
        return next((item for item in self.items() if item.key == key), None)

    def act(self, item, action, *, by, because, domain=False):
        """Do one action on an item; `domain` blocks the author's with a clean-up.

        Raises ValidationError.
        """
        if action == REMOVE.name:
            removing.remove(item.post, by=by, because=because)
        elif action == SPAM.name:
            removing.remove_as_spam(item.post, by=by)
        elif action == CLEAN_UP.name:
            if item.author is None:
                raise ValidationError(_t("Its author has left: remove it instead."))
            CleanUp.begin(by=by, member=item.author, because=because, block_domain=domain)
        else:
            Seen.mark(item.key, by=by)
