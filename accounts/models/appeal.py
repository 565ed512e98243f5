from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .act import Act

FEWEST, MOST = 20, 2_000


class Appeal(models.Model):
    """A member's request that another moderator look at what was done to them, and the decision.

    It is the one thing that a suspended member may write. Its decision undoes nothing by itself.
    """

    class Verdict(models.TextChoices):
        UPHELD = "upheld", _("It was right, and stands")
        OVERTURNED = "overturned", _("It was wrong, and is undone")

    act = models.OneToOneField(Act, on_delete=models.PROTECT, related_name="appeal")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("member"),
        on_delete=models.CASCADE,
        related_name="appeals",
    )
    words = models.TextField(_("what they say"), max_length=MOST)
    at = models.DateTimeField(_("appealed at"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    answer = models.CharField(_("answer to the member"), max_length=MOST, blank=True)

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at=None, verdict="")
                | models.Q(decided_at__isnull=False) & ~models.Q(verdict=""),
                name="appeal_decided_or_not",
            )
        ]
        indexes = [
            models.Index(
                fields=["at", "id"], condition=models.Q(decided_at=None), name="appeal_waiting"
            )
        ]

    def __str__(self):
        return f"{self.act} · {self.member}"

    # --- Verbs

    @classmethod
    @transaction.atomic
    def make(cls, *, by, act, words):
        """Appeal, once for each act; the same words again are the first appeal.

        Raises PermissionDenied for what was not done to `by`, ValidationError for other words.
        """
        if act.of != by.pk or not act.is_against:
            raise PermissionDenied(_t("You can appeal against what was done to you."))
        words = words.replace("\r\n", "\n").strip()
        if not FEWEST <= len(words) <= MOST:
            raise ValidationError(
                _t("Write %(fewest)s to %(most)s characters.") % {"fewest": FEWEST, "most": MOST}
            )
        appeal, _is_new = cls.objects.get_or_create(
            act=act, defaults={"member": by, "words": words}
        )
        if appeal.words != words:
            raise ValidationError(_t("You have appealed against this already."))
        return appeal

    @transaction.atomic
    def decide(self, *, by, verdict, answer):
        """Decide for good, with a word to the member. Returns whether that is new.

        Where there is another moderator, whoever acted does not judge it. Raises PermissionDenied
        for them and for the member, ValidationError for another verdict than was given before.
        """
        by.refuse_if_suspended()
        row = Appeal.objects.select_for_update(of=("self",)).select_related("act").get(pk=self.pk)
        row._require_judge(by)
        if row.decided_at:
            if row.verdict != verdict:
                raise ValidationError(_t("This appeal has been decided already."))
            return False
        if not answer.strip():
            raise ValidationError(_t("Write a word to the member."))
        row.decided_by, row.decided_at = by, timezone.now()
        row.verdict, row.answer = verdict, answer.strip()
        row.save(update_fields=["decided_by", "decided_at", "verdict", "answer"])
        about = "appeal", row.pk
        Act.record(Act.Kind(verdict), by=by, about=about, of=row.member_id, because=row.answer)
        return True

    def _require_judge(self, by):
        if not by.is_moderator or by.pk == self.member_id:
            raise PermissionDenied(_t("Another moderator has to decide this."))
        moderators = get_user_model().objects.filter(is_staff=True, is_active=True)
        others = moderators.exclude(pk__in=[by.pk, self.member_id])
        if self.act.by_id == by.pk and others.exists():
            raise PermissionDenied(_t("You did this: another moderator has to decide."))
