from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from posts.rules import may_write, require_reviewer
from rewards import again

from .revisable import ChangedMeanwhile
from .revision import LONGEST_REASON

SHORTEST_REASON = 10
# Suggested edits that may wait at once: of one post, and of one member.
MOST_OF_A_POST = 20
MOST_OF_A_MEMBER = 5


class SuggestedEditQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has decided about."""
        return self.filter(verdict="")

    def waiting(self):
        """Open ones of posts in sight that no moderator has locked."""
        line = self.model.LINE
        in_sight = {f"{each}__removed_at": None for each in line}
        return self.open().filter(**in_sight, **{f"{line[-1]}__locked_at": None})

    def newest(self):
        return self.order_by("-at", "-pk")

    def turn_down(self, *, by, because):
        """Reject at once all that are open; the caller holds their post."""
        verdict = self.model.Verdict.REJECTED
        words = {"verdict": verdict, "words": because}
        self.open().update(decided_by=by, decided_at=timezone.now(), **words)


class SuggestedEdit(models.Model):
    """Another content for a post, by a member who may not edit it, and what became of that.

    Concrete ones add the foreign key `post`, with `related_name="suggested_edits"`, and name in
    CONTENT what they propose. `based_on` is the version that was edited. The decision is here too:
    who, when, the verdict, and the words of a rejection.
    """

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved")
        IMPROVED = "improved", _("improved and approved")
        REJECTED = "rejected", _("rejected")

    CONTENT = ("body",)
    # The way from the suggestion to its post, and on to the question.
    LINE = ("post",)

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("suggested by"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    because = models.CharField(_("reason"), max_length=LONGEST_REASON)
    at = models.DateTimeField(_("suggested at"), default=timezone.now)
    body = models.TextField(_("body"))
    based_on = models.BigIntegerField()
    once_key = models.UUIDField(null=True)
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    words = models.CharField(_("reason of the rejection"), max_length=LONGEST_REASON, blank=True)

    objects = SuggestedEditQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["post", "by"], condition=Q(verdict=""), name="%(class)s_one_open"
            ),
            models.UniqueConstraint(fields=["by", "once_key"], name="%(class)s_once"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_at=None)
                | (~Q(verdict="") & Q(decided_at__isnull=False)),
                name="%(class)s_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["at", "id"], condition=Q(verdict=""), name="%(class)s_open")
        ]

    def __str__(self):
        return f"{self.post} · {self.because}"

    @property
    def content(self):
        """What it proposes, by name, as `Post.content` has it."""
        return {name: getattr(self, name) for name in self.CONTENT}

    @property
    def is_outdated(self):
        """Whether the post has changed since."""
        return self.based_on != self.post.version

    # --- Verbs

    @classmethod
    @transaction.atomic
    def suggest(cls, post, content, *, by, because, based_on=0, once_key=None):
        """Propose this content for the post; the same `once_key` again: the first suggestion.

        Raises ChangedMeanwhile where the post is not what was edited, and ValidationError for
        what changes nothing, and for more than may wait.
        """
        row = post.hold()
        if once_key and (first := cls.objects.filter(by=by, once_key=once_key).first()):
            return first
        if based_on and based_on != row.version:
            raise ChangedMeanwhile(row)
        if not row.would_change(content):
            raise ValidationError(_t("This changes nothing."))
        cls._require_room(row, by)
        return row.suggested_edits.create(
            by=by, because=because, based_on=row.version, once_key=once_key, **content
        )

    def approve(self, *, by):
        """Make it an edit of its maker's. Returns whether that is new.

        Raises ValidationError where the post has changed since: it can be improved, or rejected.
        """
        require_reviewer(self, by)
        return self._approve(self._rendered(self.body), by)

    @again.atomic
    def _approve(self, text, by):
        if not self._hold(by, self.Verdict.APPROVED):
            return False
        try:
            self._apply(text, by, based_on=self.based_on)
        except ChangedMeanwhile as change:
            raise ValidationError(
                _t("The post has changed since this was suggested: improve it, or reject it.")
            ) from change
        self._decide(by, self.Verdict.APPROVED)
        return True

    def improve(self, *, by, because="", based_on=0, **content):
        """Make it an edit of its maker's, and on top of that this content one of `by`'s."""
        require_reviewer(self, by)
        theirs, ours = self._rendered(self.body), self._rendered(content.pop("body"))
        ours.check_rewrite(content, by=by)
        because = because or _t("Improved a suggested edit.")
        return self._improve(theirs, ours, content, by=by, because=because, based_on=based_on)

    @again.atomic
    def _improve(self, theirs, ours, content, *, by, because, based_on):
        if not self._hold(by, self.Verdict.IMPROVED):
            return False
        if based_on and based_on != self.post.version:
            raise ChangedMeanwhile(self.post)
        self._apply(theirs, by)
        ours.rewrite(content, by=by, because=because)
        self._decide(by, self.Verdict.IMPROVED)
        return True

    def reject(self, *, by, because):
        """Leave the post as it is, and tell why. Returns whether that is new."""
        require_reviewer(self, by)
        if not because.strip():
            raise ValidationError(_t("Say why: the member who suggested it will read it."))
        with transaction.atomic():
            if not self._hold(by, self.Verdict.REJECTED):
                return False
            self._decide(by, self.Verdict.REJECTED, words=because)
        return True

    # --- What the verbs are made of

    @classmethod
    def _require_room(cls, post, by):
        """Refuse one more than may wait. The post is held; so is, from here, the member."""
        _held_member(by.pk)
        if post.suggested_edits.open().filter(by=by).exists():
            raise ValidationError(_t("Your last suggestion for this post still waits for review."))
        if post.suggested_edits.open().count() >= MOST_OF_A_POST:
            raise ValidationError(_t("Many edits of this post wait for review: come back later."))
        # Those of questions and of answers, which rooms above declare.
        kinds = SuggestedEdit.__subclasses__()
        if sum(kind.objects.open().filter(by=by).count() for kind in kinds) >= MOST_OF_A_MEMBER:
            raise ValidationError(
                _t("%s edits of yours wait for review: come back later.") % MOST_OF_A_MEMBER
            )

    def _rendered(self, body):
        """The post with this text, made into HTML before anything is held."""
        post = type(self.post).objects.get(pk=self.post_id)
        post.set_body(body)
        return post

    def _hold(self, by, verdict):
        """Lock the post, the maker, and this row, in this order. Whether it is still to be decided.

        What `by` decided so already is no fault; what somebody else did is told.
        """
        self.post = self.post.hold()
        maker = _held_member(self.by_id)
        row = type(self).objects.select_for_update().filter(pk=self.pk).first()
        if row is None:
            raise ValidationError(_t("The member who suggested this has left."))
        self.by, self.verdict, self.decided_by_id = maker, row.verdict, row.decided_by_id
        if self.verdict and (self.verdict, self.decided_by_id) != (verdict, by.pk):
            raise ValidationError(
                _t("Somebody has decided about this edit already: it was %s.")
                % self.get_verdict_display()
            )
        return not self.verdict

    def _apply(self, text, by, based_on=0):
        """Write the proposed content as an edit of its maker's."""
        if not may_write(self.by):
            raise ValidationError(
                _t("The member who suggested this may not write here now: it can only be rejected.")
            )
        content = {name: value for name, value in self.content.items() if name != "body"}
        text.rewrite(content, by=self.by, because=self.because, based_on=based_on, approved_by=by)

    def _decide(self, by, verdict, words=""):
        self.verdict, self.decided_by, self.decided_at = verdict, by, timezone.now()
        self.words = words
        self.save(update_fields=["verdict", "decided_by", "decided_at", "words"])


def _held_member(pk):
    """A member, locked after the post: their account stays until the transaction ends."""
    return get_user_model().objects.select_for_update(no_key=True).filter(pk=pk).first()
