from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from .tag import Tag

# Each list that a member reads asks for all of them.
MOST_CHOICES = 200


class Chosen(NamedTuple):
    """The tags that a member has chosen, by what they want of them."""

    followed: list[Tag]
    dimmed: list[Tag]
    hidden: list[Tag]

    def kind_of(self, tag):
        """What is wanted of the tag, or None."""
        return next((kind for kind, tags in self._asdict().items() if tag in tags), None)


class TagChoiceQuerySet(models.QuerySet):
    def of(self, member):
        """What a member, or somebody signed out, has chosen, of the tags in sight."""
        chosen = {kind: [] for kind in TagChoice.Kind.values}
        if member.is_authenticated:
            mine = self.filter(member=member, tag__removed_at=None).select_related("tag")
            for choice in mine.order_by("tag__name"):
                chosen[choice.kind].append(choice.tag)
        return Chosen(**chosen)


class TagChoice(models.Model):
    """What a member wants of a tag's questions: to follow them, to see them pale, or not at all."""

    class Kind(models.TextChoices):
        FOLLOWED = "followed", _("followed")
        DIMMED = "dimmed", _("dimmed")
        HIDDEN = "hidden", _("hidden")

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="tag_choices",
        db_index=False,  # The constraint's index serves.
    )
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = TagChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("choice of a tag")
        verbose_name_plural = _("choices of tags")
        constraints = [
            models.UniqueConstraint(fields=["member", "tag"], name="tag_choice_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["followed", "dimmed", "hidden"]),
                name="tag_choice_kind",
            ),
        ]

    def __str__(self):
        return f"{self.member}: {self.tag} {self.kind}"

    @classmethod
    @transaction.atomic
    def choose(cls, kind, tag, *, by):
        """Follow, dim or hide a tag, instead of what was chosen before. Returns the choice.

        Raises ValidationError for a tag that was removed or merged, and for one too many.
        """
        # Held, for when it is merged its choices move once.
        tag = Tag.objects.select_for_update(no_key=True).get(pk=tag.pk)
        tag.refuse_if_merged()
        if tag.removed_at:
            raise ValidationError(_t("“%(name)s” is removed."), params={"name": tag.name})
        mine = cls.objects.filter(member=by)
        if mine.exclude(tag=tag).count() >= MOST_CHOICES:
            raise ValidationError(
                _t("You have chosen %(most)s tags: let one of them go first."),
                params={"most": MOST_CHOICES},
            )
        chosen = {"kind": kind, "at": timezone.now()}
        return cls.objects.update_or_create(member=by, tag=tag, defaults=chosen)[0]

    @classmethod
    def forget(cls, tag, *, by):
        """Want nothing particular of the tag any more. Returns whether something was chosen."""
        return bool(cls.objects.filter(member=by, tag=tag).delete()[0])

    @classmethod
    def move(cls, tag, into):
        """Let its choices be of another tag; who has chosen something of that one keeps it."""
        known = cls.objects.filter(tag=into).values("member")
        choices = cls.objects.filter(tag=tag)
        choices.exclude(member__in=known).update(tag=into)
        choices.delete()
