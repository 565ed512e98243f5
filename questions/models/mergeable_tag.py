from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _t

from accounts.models import Act
from posts.rules import require_moderator
from rewards import again

from .tag_synonym import TagSynonym


class MergeableTag(models.Model):
    """What a tag is in so far as it can be merged into another one."""

    class Meta:
        abstract = True

    @property
    def meant(self):
        """The tag that it was merged into; itself, if it was not."""
        meaning = getattr(self, "meaning", None)
        return meaning.tag if meaning else self

    @again.atomic
    def merge_into(self, other, *, by, because):
        """Mean another tag: by name and address at once, on questions as `tag_merging` gets there.

        Where that one was merged, it is the tag that it means. It is not undone: which questions
        had which tag is forgotten. Returns whether it is new. Raises ValidationError without a
        reason, for itself, for what is removed, and for what was merged elsewhere.
        """
        require_moderator(by)
        if not because.strip():
            raise ValidationError(_t("Say why: it stays in the log."))
        row, target = self._held_with(type(self).objects.get(pk=other.pk).meant)
        if row.meant == target != row:
            return False
        row._require_mergeable(target)
        TagSynonym.objects.filter(tag=row).update(tag=target)
        TagSynonym.objects.create(synonym=row, tag=target, by=by, because=because)
        row.log(Act.Kind.MERGED, by=by, because=f"{row.name} → {target.name}. {because}")
        return True

    def refuse_if_merged(self):
        """Refuse what only a tag of its own can: it is a name of another one now."""
        if self.meant != self:
            raise ValidationError(
                _t("“%(name)s” was merged into “%(other)s”."),
                params={"name": self.name, "other": self.meant.name},
            )

    def _held_with(self, other):
        """Both rows, locked in the order of their numbers. What they mean is read afterwards."""
        rows = type(self).objects.filter(pk__in=[self.pk, other.pk]).order_by("pk")
        held = {row.pk: row for row in rows.select_for_update()}
        return held[self.pk], held[other.pk]

    def _require_mergeable(self, other):
        if other == self:
            raise ValidationError(_t("A tag cannot be merged into itself."))
        for tag in (self, other):
            tag.refuse_if_merged()
            if tag.removed_at:
                raise ValidationError(_t("“%(name)s” is removed.") % {"name": tag.name})
