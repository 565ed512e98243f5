from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

import markup
from accounts.models import Removable, Removal, User
from answers.models import Answer
from comments.bodies import clean_body
from comments.mentions import with_links_to, with_mentions
from comments.people import whom_may_mention
from comments.rules import require_commenter, require_editor
from hotpages.drops import drop
from posts.models import written_once
from posts.rules import (
    require_author_or_moderator,
    require_open_to,
    require_present,
    require_restorer,
    require_unlocked,
)
from questions.models import Question

from .comment_queries import WORDS, CommentQuerySet
from .mention import Mention

# The columns that a new text changes.
TEXT = ["body", "body_html", "renderer_version"]


class Comment(Removable):
    """A few words on a question or an answer, with their HTML made once, when they are written.

    An empty author is a deleted member.
    """

    question = models.ForeignKey(
        Question, null=True, on_delete=models.CASCADE, related_name="comments", db_index=False
    )
    answer = models.ForeignKey(
        Answer, null=True, on_delete=models.CASCADE, related_name="comments", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="comments",
    )
    body = models.TextField(_("body"))
    body_html = models.TextField(editable=False)
    renderer_version = models.PositiveSmallIntegerField(editable=False)
    # Written by the votes, which stand above.
    score = models.IntegerField(_("score"), default=0, editable=False)
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited at"), null=True, editable=False)
    once_key = models.UUIDField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.UniqueConstraint(fields=["author", "once_key"], name="comment_once"),
            models.CheckConstraint(
                condition=Q(question=None, answer__isnull=False)
                | Q(answer=None, question__isnull=False),
                name="comment_on_exactly_one",
            ),
        ]
        indexes = [
            models.Index(
                fields=["question", "created_at", "id"],
                condition=Q(question__isnull=False),
                name="comment_of_question",
            ),
            models.Index(
                fields=["answer", "created_at", "id"],
                condition=Q(answer__isnull=False),
                name="comment_of_answer",
            ),
            models.Index(
                fields=["-created_at", "-id"], condition=Q(removed_at=None), name="comment_newest"
            ),
            GinIndex(WORDS, name="comment_words"),
        ]

    def __str__(self):
        return _t("Comment %(id)s on “%(title)s”") % {"id": self.pk, "title": self.stands_on.title}

    def get_absolute_url(self):
        return reverse("comment", args=[self.pk])

    @property
    def post(self):
        """The question or the answer that it is about."""
        return self.question if self.question_id else self.answer

    @property
    def stands_on(self):
        """The question on whose page it stands."""
        return self.question if self.question_id else self.answer.question

    kind = "comment"

    @property
    def about(self):
        """How records name it, by kind and number."""
        return self.kind, self.pk

    @property
    def thread(self):
        return self.stands_on

    @property
    def line(self):
        """Itself and what it stands below: out of sight with any of them."""
        return [self, *self.post.line]

    @property
    def page_key(self):
        """The key of the page that it stands on."""
        return f"question:{self.question_id or self.answer.question_id}"

    @property
    def html(self):
        """The text as pages show it; needs `for_reading`."""
        return mark_safe(with_links_to(self.body_html, self.mentioned))

    # --- Verbs

    @classmethod
    def write(cls, *, by, post, body, once_key=None, held=""):
        """A new comment on a question or an answer; the same `once_key` again: the first one.

        `held` says why moderators are to look at it before it is published.
        """
        comment = cls(author=by, once_key=once_key, **{post._meta.model_name: post})
        require_commenter(by, comment.stands_on)
        if first := written_once(cls, by=by, once_key=once_key):
            return first
        mentioned = comment.set_body(body, by=by)
        try:
            with transaction.atomic():
                comment.hold_post_in_sight()
                comment.save(force_insert=True)
                comment.set_mentions(mentioned)
                comment.count(+1)
                comment.stands_on.be_followed(by=by)
                drop(comment.page_key)
                if held:
                    comment.hold_back(because=held)
        except IntegrityError:
            if first := written_once(cls, by=by, once_key=once_key):
                return first
            raise
        return comment

    def edit(self, *, by, body):
        """Change the text, and with it who is mentioned."""
        require_editor(self, by)
        mentioned = self.set_body(body, by=by)
        with transaction.atomic():
            self.hold_post_in_sight()
            require_present(Comment.objects.select_for_update().get(pk=self.pk))
            self.edited_at = timezone.now()
            self.save(update_fields=[*TEXT, "edited_at"])
            self.set_mentions(mentioned)
            drop(self.page_key)
        return self

    def remove(self, *, by, because):
        """Take the comment out of sight."""
        require_author_or_moderator(self, by)
        with transaction.atomic():
            require_open_to(self.hold_question(), by)
            return self.put_away(by=by, because=because)

    def restore(self, *, by):
        """Bring a removed comment back; moderators, and authors who removed it themselves."""
        with transaction.atomic():
            require_open_to(self.hold_question(), by)
            self.refresh_from_db(fields=["removed_at"])
            require_restorer(self, by)
            return self.bring_back(by=by)

    # --- What the verbs are made of

    def locked(self):
        """The row as it is now, held until the transaction ends; for what leaves the question."""
        rows = Comment.objects.select_for_update(of=("self",), no_key=True)
        return rows.select_related("question", "answer__question", "author").get(pk=self.pk)

    def count_vote(self, points, downs):
        """Add to the score; comments have no down-votes."""
        Comment.objects.filter(pk=self.pk).update(score=F("score") + points)

    def hold_question(self):
        """The row of the question it stands on, locked before any other: as all verbs do."""
        return Question.of_post_locked(self) if self.question_id else self.answer.hold_question()

    def hold_post_in_sight(self):
        """Hold the question, and refuse to comment on what has been removed, or is locked."""
        question = self.hold_question()
        require_present(question)
        require_unlocked(question)
        if self.answer_id:
            self.answer.refresh_from_db(fields=["removed_at"])
            require_present(self.answer)

    def set_body(self, body, *, by):
        """Take `body` as Markdown and make its HTML; nothing is saved. Returns who is mentioned.

        Raises ValidationError, of which markup.TooSlow is one.
        """
        self.body = clean_body(body)
        writer = self.author or by
        people = whom_may_mention(writer, self.stands_on) if "@" in body else []
        return self.render_body(people)

    def render_body(self, people):
        """Make the HTML from the source, with links to those of these people whom it names."""
        html = markup.render(self.body, inline=True)
        if not markup.plain_text(html, 1):
            raise ValidationError(_t("Nothing of this text would be seen. Write some words."))
        self.body_html, mentioned = with_mentions(html, people)
        self.renderer_version = markup.RENDERER_VERSION
        return mentioned

    def set_mentions(self, members):
        """Record exactly these members as mentioned, those apart who have left meanwhile.

        The caller holds the question, and who takes part there cannot leave until it lets go.
        """
        self.mentions.exclude(member__in=members).delete()
        there = User.objects.filter(pk__in=[member.pk for member in members])
        rows = [Mention(comment=self, member=member) for member in there]
        Mention.objects.bulk_create(rows, ignore_conflicts=True)

    def count(self, by):
        """Add to the post's number of comments in sight; the caller holds the question."""
        post = type(self.post).objects.filter(pk=self.post.pk)
        post.update(comment_count=F("comment_count") + by)

    def when_removed(self):
        self.count(-1)
        drop(self.page_key)

    def when_restored(self):
        self.count(+1)
        drop(self.page_key)


class CommentRemoval(Removal):
    """A comment that is gone from sight."""

    removed = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="removals")

    class Meta(Removal.Meta):
        verbose_name = _("comment's removal")
        verbose_name_plural = _("comments' removals")
