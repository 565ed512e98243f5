"""What a question is in so far as it can be merged into another one.

The verb stands in `moderation.merging`, which knows all that moves along.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _t

from hotpages.drops import drop

from .follow import Follow
from .merge import Merge


class Mergeable(models.Model):
    class Meta:
        abstract = True

    @property
    def merged_into(self):
        """The question that stands in its place, or None; no query while it is in sight."""
        if not self.removed_at:
            return None
        merge = Merge.objects.filter(question=self).select_related("into").first()
        return merge and merge.into

    def refuse_if_merged(self):
        """Refuse to bring it back: what stood below it stands elsewhere now."""
        if self.merged_into:
            raise ValidationError(_t("It was merged into another question."))

    @classmethod
    def of_post_locked(cls, post):
        """The row of the question that an answer or a comment stands below, locked.

        Where that one was merged since the post was read, the post is read again: it has moved.
        """
        rows = cls.objects.select_for_update(of=("self",))
        row = rows.get(pk=post.question_id)
        while post.pk and row.merged_into:
            post.refresh_from_db(fields=["question"])
            row = rows.get(pk=post.question_id)
        return row

    def give_way(self, into, *, by, because):
        """Leave sight for good, in favour of `into`. Both rows are held.

        What members said about the question alone ends with it: votes to close, suggested edits.
        """
        Merge.objects.filter(into=self).update(into=into)
        Merge.objects.create(question=self, into=into, by=by, because=because)
        Follow.move(self, into)
        self.close_votes.end()
        self.suggested_edits.turn_down(by=by, because=_t("The question was merged into another."))
        self.leave_sight(by=by, because=because)
        drop(into.page_key)
