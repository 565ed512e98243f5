from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Mention(models.Model):
    """A member whom a comment names with @."""

    comment = models.ForeignKey(
        "comments.Comment", on_delete=models.CASCADE, related_name="mentions"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions"
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["comment", "member"], name="mention_once_a_comment")
        ]

    def __str__(self):
        return f"{self.comment_id} @ {self.member_id}"
