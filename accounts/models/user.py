from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models.functions import Coalesce, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

import markup
from accounts.names import name_key, name_look
from hotpages.drops import drop
from rewards import again
from rewards.leaving import leave
from rewards.models import Reward

from .act import Act
from .moderated import Moderated
from .removal import Removable, Removal
from .reputation import LEAST
from .suspension import Suspension, unlifted
from .user_queries import UserManager

# How long a member is new, and the reputation that ends it before.
NEW_FOR = timedelta(days=1)
PROVEN = 10


class User(Moderated, Removable, AbstractBaseUser, PermissionsMixin):
    """A member. Signs in by e-mail; is known by a name.

    An imported member has no e-mail, no password and no keys of the name: nobody can sign in as
    them, reset them, or take them over by choosing their name, and several may share one.
    """

    REMOVED_AS, RESTORED_AS = Act.Kind.PROFILE_REMOVED, Act.Kind.PROFILE_RESTORED

    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    name = models.CharField(_("name"), max_length=100)
    # Both unique, so that of two look-alikes signing up at once one is told so by a form error.
    name_key = models.CharField(max_length=400, unique=True, null=True, blank=True, editable=False)
    name_look = models.CharField(max_length=400, unique=True, null=True, blank=True, editable=False)
    works_at = models.CharField(_("Works at"), max_length=120, blank=True)
    studied_at = models.CharField(_("Studied at"), max_length=120, blank=True)
    lives_in = models.CharField(_("Lives in"), max_length=120, blank=True)
    about = models.TextField(_("About"), max_length=5_000, blank=True)
    about_html = models.TextField(blank=True, editable=False)
    # The sum of the member's ReputationChanges, which write it, and of 1.
    reputation = models.IntegerField(_("reputation"), default=LEAST, editable=False)
    created_at = models.DateTimeField(_("joined at"), default=timezone.now)
    is_staff = models.BooleanField(_("may enter the admin"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)

    # Whether there are any that were not lifted: read with whoever asks for a page, and of others
    # not known.
    has_suspensions = True

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        indexes = [models.Index(fields=["-created_at", "-id"], name="user_newest")]
        permissions = [("overrule_user", "Can undo what another moderator decided")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_in_small_letters"
            ),
            models.CheckConstraint(
                condition=models.Q(reputation__gte=LEAST), name="user_reputation_at_least_one"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def slug(self):
        """The last part of the profile's address."""
        return slugify(self.name, allow_unicode=True)[:60] or "-"

    def get_absolute_url(self):
        return reverse("member", args=[self.pk, self.slug])

    @property
    def page_key(self):
        """What pages that show this member are kept under."""
        return f"user:{self.pk}"

    @property
    def in_log(self):
        return "member", self.pk

    @property
    def concerns(self):
        return self.pk

    def get_full_name(self):
        return self.name

    get_short_name = get_full_name

    @property
    def credential_line(self):
        """`Works at …, Studied at …, Lives in …`, of those that exist."""
        lines = [
            (gettext("Works at %s"), self.works_at),
            (gettext("Studied at %s"), self.studied_at),
            (gettext("Lives in %s"), self.lives_in),
        ]
        return ", ".join(line % value for line, value in lines if value)

    @property
    def is_moderator(self):
        return self.is_active and self.is_staff

    @cached_property
    def suspension(self):
        """The suspension that holds now, or None; read once for each instance."""
        if not self.has_suspensions:
            return None
        now = timezone.now()
        return next((each for each in unlifted(member=self.pk) if each.holds(now)), None)

    @property
    def is_new(self):
        """Whether this is the member's first day, and nobody has vouched for them by votes yet."""
        first_day = timezone.now() - self.created_at < NEW_FOR
        return first_day and self.reputation < PROVEN and not self.is_moderator

    def refuse_if_suspended(self):
        """Raise PermissionDenied, with reason and date, when this member may not write."""
        refusal = self.suspension or self.removal
        if refusal:
            raise PermissionDenied(refusal.sentence)

    def take_name(self, name):
        """Be called `name`, which has passed `accounts.names.clean_name`; nothing is saved."""
        self.name, self.name_key, self.name_look = name, name_key(name), name_look(name)

    @transaction.atomic
    def describe(self, *, name, works_at, studied_at, lives_in, about):
        """Change the profile. Raises `markup.TooSlow`, and IntegrityError for a name just taken."""
        self.refuse_if_suspended()
        if about != self.about:
            self.about_html = markup.render(about) if about else ""
        if name != self.name:
            self.take_name(name)
        self.works_at, self.studied_at, self.lives_in = works_at, studied_at, lives_in
        self.about = about
        self.save(
            update_fields=[
                *("name", "name_key", "name_look", "about", "about_html"),
                *("works_at", "studied_at", "lives_in"),
            ]
        )
        if self.has_complete_profile:
            Reward.of_profile(self)
        drop(self.page_key)

    @property
    def has_complete_profile(self):
        """Whether there is an About and a credential."""
        return bool(self.about and (self.works_at or self.studied_at or self.lives_in))

    @property
    def has_proved_email(self):
        return EmailAddress.objects.filter(user=self, verified=True).exists()

    @transaction.atomic
    def prove_email(self):
        """Take this member's address as their own, as if they had opened the link in the mail."""
        EmailAddress.objects.filter(user=self).exclude(email=self.email).delete()
        EmailAddress.objects.update_or_create(
            user=self, email=self.email, defaults={"verified": True, "primary": True}
        )

    @transaction.atomic
    def suspend(self, *, by, because, until=None):
        """Stop this member from writing, until a date or for good."""
        if until and until <= timezone.now():
            raise ValidationError(_("A suspension ends in the future."))
        self._refuse_colleague(by)
        self.has_suspensions = True
        self.__dict__.pop("suspension", None)
        self.log(Act.Kind.SUSPENDED, by=by, because=because)
        return Suspension.objects.create(member=self, by=by, because=because, until=until)

    @transaction.atomic
    def lift_suspension(self, *, by):
        """Let this member write again. Returns how many suspensions ended by that."""
        self._refuse_colleague(by)
        current = self.suspensions.current()
        refuse_overruling(by, [each.by for each in current.select_related("by")])
        self.__dict__.pop("suspension", None)
        lifted = current.update(lifted_by=by, lifted_at=timezone.now())
        if lifted:
            self.log(Act.Kind.LIFTED, by=by)
        return lifted

    def remove(self, *, by, because):
        """Take the profile out of sight and stop the member from writing; posts stay."""
        self._refuse_colleague(by)
        return self.put_away(by=by, because=because)

    def restore(self, *, by):
        """Show the profile again."""
        self._refuse_colleague(by)
        refuse_overruling(by, [self.removal.by] if self.removal else [])
        return self.bring_back(by=by)

    def when_removed(self):
        # Where comments mention this member.
        drop(self.page_key)

    when_restored = when_removed

    def _refuse_colleague(self, by):
        """A moderator does not sit in judgement on moderators; an administrator does."""
        if self.is_staff and not (by and by.is_superuser):
            raise PermissionDenied(_("Only an administrator may do this to a moderator."))

    @again.atomic
    def delete_account(self):
        """Forget this member for good. Posts stay and their author becomes nobody.

        Sessions end with the row that they point at. Raises ValidationError for whoever stands in
        a log of what moderators did, the admin's or our own: neither is ever rewritten.
        """
        if self.is_staff or self._stands_in_a_log():
            raise ValidationError(
                _("You have moderated here, and the log of that is kept. Ask an administrator.")
            )
        if self.clean_ups.filter(finished_at=None).exists():
            raise ValidationError(_("Moderators are looking at your posts. Try again in a while."))
        drop(self.page_key)
        self._hold_questions()
        leave(self)
        self.delete()

    def _stands_in_a_log(self):
        logs = [LogEntry.objects.filter(user=self), Act.objects.filter(by=self)]
        return any(log.exists() for log in logs)

    def _hold_questions(self):
        """Lock the questions that lose this name, before the bank: the order all verbs keep."""
        questions = self.questions.model.objects
        commented = Coalesce("question", "answer__question")
        pks = {
            *self.questions.values_list("pk"),
            *self.answers.values_list("question"),
            *self.comments.values_list(commented),
        }
        rows = questions.filter(pk__in=[pk for (pk,) in pks]).order_by("pk").values_list("pk")
        list(rows.select_for_update(of=("self",)))
        # And nobody opens an account for this member now.
        User.objects.select_for_update().get(pk=self.pk)


def refuse_overruling(by, deciders):
    """What another moderator decided about a member, only a senior moderator undoes."""
    others = [each for each in deciders if each and each.is_moderator and each != by]
    if others and not (by and by.has_perm("accounts.overrule_user")):
        raise PermissionDenied(
            _("%s decided this; only a senior moderator may undo it.") % others[0]
        )


class MemberRemoval(Removal):
    """A member whose profile is gone from sight; their posts stay."""

    removed = models.ForeignKey(User, on_delete=models.CASCADE, related_name="removals")

    class Meta(Removal.Meta):
        abstract = False
        verbose_name = _("member's removal")
        verbose_name_plural = _("members' removals")

    @property
    def sentence(self):
        """What the member is told who tries to write."""
        return gettext("Your profile has been removed: %s") % self.because
