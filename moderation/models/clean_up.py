from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import Act, Suspension, User
from accounts.models.user import refuse_overruling
from answers.models import Answer
from moderation import removing
from posts.rules import require_moderator
from rewards import again
from rewards.models import Seizure
from screening.models import Block
from votes.models import Vote

from .cleaned import CleanedCoins, CleanedPost, CleanedVote

# How long a clean-up can be undone, and how long its blocks last.
UNDOABLE = timedelta(days=30)
BLOCKED_FOR = timedelta(days=30)


class CleanUp(models.Model):
    """A spammer's traces taken away in one action: everything that is needed to undo it exactly.

    It goes on in the background, post by post and vote by vote, each in a transaction of its own
    that also writes its record; so a worker that was killed is followed by one that goes on there.
    `finished_at` is empty while it goes on, `restored_at` while its undoing does.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="clean_ups"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    because = models.CharField(_("reason"), max_length=500)
    at = models.DateTimeField(_("begun at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    suspension = models.ForeignKey(Suspension, null=True, on_delete=models.SET_NULL)
    blocks = models.ManyToManyField(Block, related_name="clean_ups")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)
    restored_at = models.DateTimeField(_("all back at"), null=True)

    class Meta:
        verbose_name = _("clean-up")
        verbose_name_plural = _("clean-ups")
        constraints = [
            # A second click, or a second moderator, finds the first one.
            models.UniqueConstraint(
                fields=["member"], condition=Q(undone_at=None), name="clean_up_one_open"
            )
        ]

    def __str__(self):
        return f"{self.member}"

    @property
    def can_be_undone(self):
        return self.undone_at is None and timezone.now() - self.at < UNDOABLE

    @property
    def left(self):
        """How many posts and votes it still has to take away."""
        if self.finished_at or not self.member:
            return 0
        return sum(posts.count() for posts in _posts_of(self.member)) + self._votes().count()

    # --- Verbs

    @classmethod
    @again.atomic
    def begin(cls, *, by, member, because, block_domain=False):
        """Suspend the member for good and block where they came from; the rest goes on by a job.

        Their addresses' range is blocked for a time, and on request their e-mail's domain, which
        may be a large one's. A second time returns the first. Raises PermissionDenied for
        colleagues.
        """
        require_moderator(by)
        if not because.strip():
            raise ValidationError(_t("Say why: it stays in the log."))
        if member.is_staff:
            raise PermissionDenied(_t("A moderator's account is not cleaned up."))
        User.objects.select_for_update(no_key=True).get(pk=member.pk)
        if first := cls.objects.filter(member=member, undone_at=None).first():
            return first._go_on_for(by)
        suspension = member.suspend(by=by, because=because)
        made = cls.objects.create(member=member, by=by, because=because, suspension=suspension)
        until = timezone.now() + BLOCKED_FOR
        made.blocks.set(
            Block.of_member(member, by=by, because=because, until=until, domain=block_domain)
        )
        return made

    @again.atomic
    def seize(self, *, by, member, because):
        """Mark `member` as part of the ring: what they got through the spammer is taken back.

        A second time returns the first. Raises ValidationError where there is nothing to take.
        """
        require_moderator(by)
        if not because.strip():
            raise ValidationError(_t("Say why: the member will read it."))
        if member.is_staff:
            raise PermissionDenied(_t("A moderator's account is not cleaned up."))
        if not self._goes_on() or self.member is None:
            raise ValidationError(_t("This clean-up has been undone, or its member has left."))
        how = {"giver": self.member, "member": member, "because": because}
        seizure = Seizure.make(by=by, **how)
        cleaned, is_new = CleanedCoins.objects.get_or_create(
            seizure=seizure, defaults={"clean_up": self}
        )
        if cleaned.clean_up_id != self.pk:
            raise ValidationError(_t("These coins are being given back now: try again soon."))
        if is_new:
            member.log(Act.Kind.SEIZED, by=by, because=because)
        return cleaned

    def spare(self, *, by, member):
        """Give `member` back what was seized from them. Returns whether that is new."""
        require_moderator(by)
        cleaned = self.cleaned_coins.filter(seizure__account__owner=member, back_at=None).first()
        return bool(cleaned) and cleaned.bring_back(by=by)

    @again.atomic
    def undo(self, *, by):
        """Bring everything back that it took away. Returns whether that is new."""
        require_moderator(by)
        row = CleanUp.objects.select_for_update(of=("self",)).get(pk=self.pk)
        if row.undone_at:
            return False
        refuse_overruling(by, [row.by])
        if not row.can_be_undone:
            raise ValidationError(_t("It was done more than 30 days ago."))
        now = timezone.now()
        row.undone_by, row.undone_at = by, now
        row.finished_at = row.finished_at or now
        row.save(update_fields=["undone_by", "undone_at", "finished_at"])
        suspension = Suspension.objects.filter(pk=row.suspension_id, lifted_at=None)
        if suspension.update(lifted_by=by, lifted_at=now) and row.member:
            row.member.log(Act.Kind.LIFTED, by=by)
        row.blocks.update(until=now)
        return True

    def _go_on_for(self, by):
        """Let `by` take it over, where whoever began it may moderate no more."""
        if self.finished_at is None and not (self.by and self.by.is_moderator):
            self.by = by
            self.save(update_fields=["by"])
        return self

    # --- What the job does; each step may be done again

    def go_on(self):
        """Take away what is left, or bring back what is not back yet."""
        if self.undone_at:
            self._bring_back()
        elif self.member:
            self._take_away()

    def _take_away(self):
        for posts in _posts_of(self.member):
            for pk in posts.order_by("pk").values_list("pk", flat=True):
                self._remove(posts.model, pk)
        for vote in self._votes().order_by("pk"):
            self._annul(vote)
        CleanUp.objects.filter(pk=self.pk, finished_at=None).update(finished_at=timezone.now())

    @again.atomic
    def _remove(self, model, pk):
        if not self._goes_on():
            return
        post = model.objects.get(pk=pk)
        before = {"was_held": post.is_held}
        if model is Answer:
            before["acceptance"] = post.acceptances.filter(withdrawn_at=None).first()
        if removing.remove(post, by=self.by, because=self.because):
            removal = post.locked().removal.pk
            CleanedPost.objects.create(
                clean_up=self, removal=removal, **{post.kind: post}, **before
            )

    @again.atomic
    def _annul(self, vote):
        if self._goes_on() and vote.annul():
            CleanedVote.objects.create(clean_up=self, vote=vote)

    def _goes_on(self):
        """Whether nobody has undone it meanwhile; its row is held, so that nobody does now."""
        row = CleanUp.objects.select_for_update(of=("self",), no_key=True).get(pk=self.pk)
        return row.undone_at is None

    def _bring_back(self):
        for cleaned in self.cleaned_posts.filter(back_at=None).order_by("pk"):
            cleaned.bring_back(by=self.undone_by)
        for cleaned in self.cleaned_votes.filter(back_at=None).order_by("pk"):
            cleaned.bring_back()
        for cleaned in self.cleaned_coins.filter(back_at=None).order_by("pk"):
            cleaned.bring_back(by=self.undone_by)
        CleanUp.objects.filter(pk=self.pk).update(restored_at=timezone.now())

    def _votes(self):
        return Vote.objects.counted().filter(voter=self.member)


def _posts_of(member):
    """The member's posts that are in sight or held, comments first: nothing is below them."""
    kinds = (member.comments, member.answers, member.questions)
    held = Q(removals__held=True, removals__restored_at=None)
    return [posts.filter(Q(removed_at=None) | held).distinct() for posts in kinds]
