from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from posts.bodies import even

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ChangedMeanwhile(ValidationError):
    """What was edited is not what stands there any more; `post` is the row as it is now."""

    def __init__(self, post):
        super().__init__(
            _(
                "Somebody has changed this post since you opened it. Your text is still here: "
                "compare the two, and save again."
            )
        )
        self.post = post


class Revisable(models.Model):
    """What keeps its former content as revisions.

    A post that is never edited has none: its first edit writes revision 1, from the row as it
    was, and then 2. Concrete posts say what their content is (`content`), how they are locked
    (`hold`) and how they take another content (`take`).
    """

    class Meta:
        abstract = True

    @property
    def version(self):
        """A number that every change of the content changes.

        A revision's own number stays when its maker amends it, and an import makes no revision;
        the time of the last change, in microseconds, tells of both.
        """
        return ((self.edited_at or self.created_at) - _EPOCH) // timedelta(microseconds=1)

    def would_change(self, content):
        """Whether this content, with a text as it is typed, differs from the row's."""
        before = self.content
        return not are_equal(before, before | content | {"body": even(content["body"])})

    def first_revision(self, content):
        """How the post was asked or written, unsaved; true as long as there is no other."""
        revisions = self.revisions.model
        return revisions(post=self, number=1, by=self.author, at=self.created_at, **content)

    @transaction.atomic
    def rewrite(self, content, *, by, because="", based_on=0, **marks):
        """Give the row this content, with the text that `set_body` has taken, and keep a revision.

        Returns the row, which stays locked until the transaction ends. What changes nothing leaves
        no trace. Raises ChangedMeanwhile when `based_on` is given and no longer the version.
        """
        row = self.hold()
        before = row.content
        after = before | content | {"body": self.body, "body_format": self.body_format}
        if are_equal(before, after):
            return row
        if based_on and based_on != row.version:
            raise ChangedMeanwhile(row)
        row.edited_at = timezone.now()
        row.take(after, text=self)
        row.keep_revision(row.first_revision(before), after, by=by, because=because, **marks)
        return row

    def keep_revision(self, first, content, *, by, because, **marks):
        """Write the content as a revision; before it `first`, if there is none yet.

        A further edit by the same hand within a few minutes belongs to the revision before it,
        and to the post itself where that was only just written.
        """
        last = self.revisions.newest().first() or first
        if last.is_open_to(by, self.edited_at) and not marks:
            if last.pk:
                last.amend(content, because)
            return
        if not last.pk:
            last.save()
        self.revisions.create(
            number=last.number + 1, by=by, because=because, at=self.edited_at, **content, **marks
        )


def are_equal(one, other):
    """Whether two contents are: in which order tags were typed changes nothing."""
    return _even(one) == _even(other)


def _even(content):
    return {
        name: sorted(value) if isinstance(value, list) else value for name, value in content.items()
    }
