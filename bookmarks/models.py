from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

LONGEST_NOTE = 300


class BookmarkQuerySet(models.QuerySet):
    def newest(self):
        return self.order_by("-at", "-pk")

    def about(self, post):
        return self.filter(**{post.kind: post.pk})


class Bookmark(models.Model):
    """A post that a member wants to find again, with a note. Nobody else sees either.

    Whoever may read may keep one, a suspended member too; and it stays when its post is removed.
    """

    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="bookmarks",
        db_index=False,  # The list's index serves.
    )
    question = models.ForeignKey(
        "questions.Question", null=True, on_delete=models.CASCADE, related_name="bookmarks"
    )
    answer = models.ForeignKey(
        "answers.Answer", null=True, on_delete=models.CASCADE, related_name="bookmarks"
    )
    note = models.CharField(_("note"), max_length=LONGEST_NOTE, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    objects = BookmarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        constraints = [
            models.CheckConstraint(
                condition=Q(question=None) ^ Q(answer=None), name="bookmark_of_one_post"
            ),
            models.UniqueConstraint(fields=["member", "question"], name="bookmark_question_once"),
            models.UniqueConstraint(fields=["member", "answer"], name="bookmark_answer_once"),
        ]
        indexes = [models.Index(fields=["member", "-at", "-id"], name="bookmark_newest")]

    def __str__(self):
        return f"{self.member}: {self.post}"

    @property
    def post(self):
        """What it is of."""
        return self.question or self.answer

    @property
    def about(self):
        """The post, as a kind and a number."""
        if self.question_id:
            return "question", self.question_id
        return "answer", self.answer_id

    # --- Verbs

    @classmethod
    def put(cls, *, by, post, note=None):
        """Keep a question or an answer. Again: changes the note; without one it stays as it is.

        Raises ValidationError for a note that is too long.
        """
        if len(note or "") > LONGEST_NOTE:
            raise ValidationError(
                _t("Shorten the note to %(most)s characters.") % {"most": LONGEST_NOTE}
            )
        once = {"unique_fields": ["member", post.kind], "update_fields": ["note"]}
        again = {"ignore_conflicts": True} if note is None else {"update_conflicts": True, **once}
        # In one statement: between two, it may be put or taken away in another tab.
        cls.objects.bulk_create([cls(member=by, note=note or "", **{post.kind: post})], **again)

    @classmethod
    def move(cls, question, into):
        """Let who keeps a question keep another one instead; a note that is on that one stays."""
        known = cls.objects.about(into).values("member")
        kept = cls.objects.about(question)
        kept.exclude(member__in=known).update(question=into)
        kept.delete()

    @classmethod
    def take_away(cls, *, by, post):
        """Keep it no more. Returns the note that was on it; empty when there was none."""
        mine = cls.objects.about(post).filter(member=by)
        note = mine.values_list("note", flat=True).first()
        mine.delete()
        return note or ""
