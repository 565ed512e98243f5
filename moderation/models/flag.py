from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Act
from accounts.privileges import require_privilege
from limits.days import midnight
from moderation.weights import weight_of
from posts.rules import require_in_sight, require_moderator, require_writer
from rewards import again

FEWEST_CHARACTERS = 10
LONGEST = 500


class FlagQuerySet(models.QuerySet):
    def open(self):
        """Flags that no moderator has looked at."""
        return self.filter(decided_at=None)

    def about(self, post):
        return self.filter(**{post.kind: post.pk})

    def weight(self):
        return self.aggregate(sum=Sum("weight"))["sum"] or 0


class Flag(models.Model):
    """A member's word to the moderators that something is wrong with a post. One a member and post.

    `weight` is what the flag weighed when it came: the flagger's record decides. `helpful` is what
    moderators said of it.
    """

    class Kind(models.TextChoices):
        SPAM = "spam", _("spam or advertising")
        RUDE = "rude", _("rude or hurtful")
        PLACE = "place", _("in the wrong place")
        OTHER = "other", _("something else")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="flags"
    )
    question = models.ForeignKey(
        "questions.Question", null=True, on_delete=models.CASCADE, related_name="flags"
    )
    answer = models.ForeignKey(
        "answers.Answer", null=True, on_delete=models.CASCADE, related_name="flags"
    )
    comment = models.ForeignKey(
        "comments.Comment", null=True, on_delete=models.CASCADE, related_name="flags"
    )
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    words = models.CharField(_("words"), max_length=LONGEST, blank=True)
    weight = models.PositiveSmallIntegerField(_("weight"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    helpful = models.BooleanField(_("helpful"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.CheckConstraint(
                condition=Q(question__isnull=False, answer=None, comment=None)
                | Q(question=None, answer__isnull=False, comment=None)
                | Q(question=None, answer=None, comment__isnull=False),
                name="flag_on_one_post",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, helpful=None)
                | Q(decided_at__isnull=False, helpful__isnull=False),
                name="flag_decided_or_open",
            ),
            models.UniqueConstraint(fields=["by", "question"], name="flag_question_once"),
            models.UniqueConstraint(fields=["by", "answer"], name="flag_answer_once"),
            models.UniqueConstraint(fields=["by", "comment"], name="flag_comment_once"),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(decided_at=None), name="flag_open"),
            models.Index(fields=["by", "at"], name="flag_of_a_day"),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def post(self):
        """What it is about."""
        return self.question or self.answer or self.comment

    # --- Verbs

    @classmethod
    @again.atomic
    def put(cls, *, by, post, kind, words=""):
        """Flag a post. A second flag by the same member on it is the first one.

        Spam flags of members in standing, FLAGS_HIDE in weight, hide the post until moderators have
        looked. Raises PermissionDenied for one's own post and without the privilege,
        ValidationError for what is removed, for too few words, and for too many flags on a day.
        """
        require_flagger(by, post)
        post.thread.locked()
        row = post.locked()
        if first := cls.objects.filter(by=by).about(row).first():
            return first
        require_in_sight(row)
        _require_words(kind, words)
        _require_room_today(by)
        flag = cls.objects.create(
            by=by, kind=kind, words=words.strip(), weight=weight_of(by), **{row.kind: row}
        )
        spam = cls.objects.open().about(row).filter(kind=cls.Kind.SPAM)
        if spam.weight() >= settings.FLAGS_HIDE:
            row.hold_back(because=_t("Members flagged it as spam."))
            row.log(Act.Kind.REMOVED, by=by, because=flag.get_kind_display())
        return flag

    @classmethod
    @again.atomic
    def decide(cls, *, by, post, helpful):
        """Say of the open flags on a post whether they were helpful. Returns how many there were.

        What flags alone have hidden is shown again when they were not.
        """
        require_moderator(by)
        post.thread.locked()
        row = post.locked()
        open_flags = cls.objects.open().about(row)
        decided = open_flags.update(helpful=helpful, decided_by=by, decided_at=timezone.now())
        if decided and not helpful and row.is_held:
            row.restore(by=by)
        return decided


def require_flagger(member, post):
    """Refuse to flag one's own post, and without the privilege."""
    require_writer(member)
    require_privilege(member, "flag")
    if post.author_id == member.pk:
        raise PermissionDenied(_t("This is your own: edit it, or remove it."))


def _require_words(kind, words):
    if kind == Flag.Kind.OTHER and len(words.strip()) < FEWEST_CHARACTERS:
        raise ValidationError(_t("Say in a few words what is wrong."))


def _require_room_today(by):
    if Flag.objects.filter(by=by, at__gte=midnight()).count() >= settings.FLAGS_A_DAY:
        raise ValidationError(
            _t("You have flagged %(most)s posts today. Tomorrow you can flag more.")
            % {"most": settings.FLAGS_A_DAY}
        )
