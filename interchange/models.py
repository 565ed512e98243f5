from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """Where an imported row came from, so that a second import updates instead of doubling.

    `digest` is of the text, the title and the time of edit as imported: where it no longer fits
    the post, the post was edited here (`stackexchange/comparing.py` makes and compares it).
    `score` and `views` are the source's share of the stored ones.
    """

    class Kind(models.TextChoices):
        MEMBER = "member", _("member")
        TAG = "tag", _("tag")
        QUESTION = "question", _("question")
        ANSWER = "answer", _("answer")

    site_url = models.URLField(_("site"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    external_id = models.BigIntegerField(_("number there"))
    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="source"
    )
    tag = models.OneToOneField(
        "questions.Tag", null=True, on_delete=models.CASCADE, related_name="source"
    )
    question = models.OneToOneField(
        "questions.Question", null=True, on_delete=models.CASCADE, related_name="source"
    )
    answer = models.OneToOneField(
        "answers.Answer", null=True, on_delete=models.CASCADE, related_name="source"
    )
    url = models.URLField(_("address there"), max_length=300)
    author_name = models.CharField(_("author there"), max_length=100, blank=True)
    author_url = models.URLField(_("author's address there"), max_length=300, blank=True)
    digest = models.BinaryField(max_length=32)
    score = models.IntegerField(default=0)
    views = models.PositiveBigIntegerField(default=0)
    vanished_at = models.DateTimeField(_("missing there since"), null=True, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            models.UniqueConstraint(fields=["site_url", "kind", "external_id"], name="source_once"),
            models.CheckConstraint(
                name="source_of_exactly_one",
                condition=(
                    Q(kind="member", member__isnull=False, tag=None, question=None, answer=None)
                    | Q(kind="tag", tag__isnull=False, member=None, question=None, answer=None)
                    | Q(kind="question", question__isnull=False, member=None, tag=None, answer=None)
                    | Q(kind="answer", answer__isnull=False, member=None, tag=None, question=None)
                ),
            ),
        ]

    def __str__(self):
        return self.url

    @property
    def site_name(self):
        """The site's host, as readers know it."""
        return self.site_url.split("://")[-1].strip("/")
