from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 300


class RevisionQuerySet(models.QuerySet):
    def newest(self):
        return self.order_by("-number")

    def for_history(self):
        """Newest first, with what a history names, in one query."""
        return self.newest().select_related("by", "approved_by", *self.model.NAMED)


class Revision(models.Model):
    """A post as it was after an edit: who made it, when and why.

    Concrete revisions add the foreign key `post`, with `related_name="revisions"`, and name in
    CONTENT what they keep of it. `by` is empty for a deleted member. A revision that rolled back,
    or that a reviewer approved, says so; its maker does not amend it any more.
    """

    CONTENT = ("body", "body_format")
    # Relations that a history names besides the maker.
    NAMED = ()

    number = models.PositiveIntegerField(_("number"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("edited by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    because = models.CharField(_("reason"), max_length=LONGEST_REASON, blank=True)
    at = models.DateTimeField(_("edited at"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    rolled_back_to = models.PositiveIntegerField(_("rolled back to"), null=True)
    body = models.TextField(_("body"))
    body_format = models.CharField(_("format"), max_length=8)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["post", "number"], name="%(app_label)s_%(class)s_number"
            )
        ]

    def __str__(self):
        return _t("Revision %(number)s of %(post)s") % {"number": self.number, "post": self.post}

    @property
    def content(self):
        """What it kept, by name, as `Post.content` has it."""
        return {name: getattr(self, name) for name in self.CONTENT}

    @property
    def reason(self):
        """Why it was made, in words that readers see; empty when nobody said."""
        if self.rolled_back_to:
            return _t("Rolled back to revision %s") % self.rolled_back_to
        return self.because

    def is_open_to(self, by, now):
        """Whether an edit of `by`'s is still a part of this one."""
        lately = now - self.at < timedelta(minutes=settings.REVISION_MINUTES)
        closed = self.rolled_back_to or self.approved_by_id
        return lately and self.by_id == by.pk and not closed

    def amend(self, content, because):
        """Keep this content instead."""
        for name, value in content.items():
            setattr(self, name, value)
        self.because = because or self.because
        self.save(update_fields=[*content, "because"])
