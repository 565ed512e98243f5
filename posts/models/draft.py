import json
import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.prepared import prepared
from posts.bodies import storable

# What a form holds that somebody typed, or that it needs to go on where they left off.
FIELDS = ("title", "body", "category", "tags", "coins", "because", "based_on")
PLACE = re.compile(r"question|(?:answer|edit):question:[1-9]\d{0,18}|edit:answer:[1-9]\d{0,18}")
MOST_BYTES = 200_000
MOST_DRAFTS = 50
DAYS_KEPT = 90


class NewerDraft(ValidationError):
    """The draft was saved, posted or discarded elsewhere since the form was opened.

    `draft` is what is there now, or None.
    """

    def __init__(self, draft):
        super().__init__(_t("A newer draft was saved in another tab or on another device."))
        self.draft = draft


class Draft(models.Model):
    """What a member has typed into a form and not posted yet. Nobody else ever sees it.

    `place` says which form: "question", "answer:question:3", "edit:question:3", "edit:answer:7".
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    place = models.CharField(_("place"), max_length=40)
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("saved at"), default=timezone.now)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [models.UniqueConstraint(fields=["member", "place"], name="draft_one")]
        indexes = [
            models.Index(fields=["saved_at"], name="draft_saved"),
            models.Index(fields=["place"], name="draft_place"),
        ]

    def __str__(self):
        return self.place

    @classmethod
    def at(cls, place, *, by):
        """The draft of `by`'s at this place; an empty one, unsaved, when there is none."""
        found = _drafts(member=by.pk, place=place)
        return found[0] if found else cls(member=by, place=place)

    @property
    def has_text(self):
        return any(self.fields.get(name) for name in ("title", "body", "tags"))

    # --- Verbs

    @classmethod
    def keep(cls, *, by, place, fields, version=0):
        """Save what `by` has typed; `version` is that of the draft which the form holds.

        What was saved there since is not overwritten: raises NewerDraft. The same text again is
        no news. Raises ValidationError for more text, or more drafts, than there is room for.
        """
        fields = _fit(fields)
        mine = cls.objects.filter(member=by, place=place)
        now = {"fields": fields, "saved_at": timezone.now()}
        if version and mine.filter(version=version).update(version=F("version") + 1, **now):
            return
        if not version and cls._begin(by, place, now):
            return
        found = mine.first()
        if not (found and found.fields == fields):
            raise NewerDraft(found)

    @classmethod
    @transaction.atomic
    def _begin(cls, by, place, first):
        """Whether there was no draft at this place, and now is one."""
        first = first | {"version": 1}
        _, is_new = cls.objects.get_or_create(member=by, place=place, defaults=first)
        if is_new and by.drafts.count() > MOST_DRAFTS:
            raise ValidationError(_t("You have %s drafts: discard some.") % MOST_DRAFTS)
        return is_new

    @classmethod
    def discard(cls, *, by, place):
        """Forget what `by` has typed there."""
        cls.objects.filter(member=by, place=place).delete()

    @classmethod
    def move(cls, place, to):
        """What members typed at one place stands at another; but where they have a draft there."""
        there = cls.objects.filter(place=to).values("member")
        cls.objects.filter(place=place).exclude(member__in=there).update(place=to)

    def become(self, form, verb, **more):
        """Carry out the form. What has become a post is no draft any more, in one transaction."""

        @transaction.atomic
        def spent(**fields):
            done = verb(**fields)
            if done:
                Draft.discard(by=self.member, place=self.place)
            return done

        return form.carry_out(spent, **more)


@prepared
def _drafts(*, member, place):
    """The draft at a place: one at most."""
    return Draft.objects.filter(member=member, place=place)


def _fit(fields):
    """The fields that drafts have, as Postgres can store them."""
    kept = {name: storable(fields[name]) for name in FIELDS if fields.get(name)}
    if len(json.dumps(kept, ensure_ascii=False).encode()) > MOST_BYTES:
        raise ValidationError(_t("The text is too long to be kept as a draft."))
    return kept
