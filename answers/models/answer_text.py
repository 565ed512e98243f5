from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from hotpages.drops import drop
from posts.models import TEXT, Post
from posts.newcomers import check_newcomer
from posts.rules import require_editor, require_present, require_suggester, require_unlocked
from questions.models import Question

from .unrepeated import Unrepeated


class AnswerText(Unrepeated, Post):
    """What an answer says and to which question, and how that is edited."""

    question = models.ForeignKey(
        Question, verbose_name=_("question"), on_delete=models.CASCADE, related_name="answers"
    )

    class Meta(Post.Meta):
        abstract = True

    def __str__(self):
        return _t("Answer %(id)s to “%(title)s”") % {"id": self.pk, "title": self.question.title}

    def get_absolute_url(self):
        return reverse("answer", args=[self.pk])

    @property
    def anchor(self):
        """Where it stands on its question's page."""
        return f"answer-{self.pk}"

    @property
    def page_key(self):
        """The key of the page that it stands on."""
        return f"question:{self.question_id}"

    @property
    def content(self):
        """What a revision keeps."""
        return {"body": self.body, "body_format": self.body_format}

    # --- Verbs

    def edit(self, *, by, body, because="", based_on=0):
        """Change the text. Returns the row as it is then.

        `based_on` is the version that was edited: an older one is refused by ChangedMeanwhile.
        """
        require_editor(self, by)
        self.set_body(body)
        self.check_rewrite({}, by=by)
        return self.rewrite({}, by=by, because=because, based_on=based_on)

    def roll_back(self, *, by, to, based_on=0):
        """Give the answer the text of an earlier revision of its own."""
        require_editor(self, by)
        self.set_body(to.body, to.body_format)
        return self.rewrite({}, by=by, based_on=based_on, rolled_back_to=to.number)

    def suggest_edit(self, *, by, body, because, based_on=0, once_key=None):
        """Propose another text, for a reviewer or the author to decide about."""
        require_suggester(self, by)
        why = {"because": because, "based_on": based_on, "once_key": once_key}
        return self.suggested_edits.model.suggest(self, {"body": body}, by=by, **why)

    # --- What the verbs are made of

    def check_rewrite(self, content, *, by):
        """Refuse what `by` may not put into this text, which has its body."""
        check_newcomer(self, by=by)

    def hold_question(self):
        """The question's row, locked before any answer's: the order all verbs keep."""
        return Question.of_post_locked(self)

    def hold(self):
        """The row to edit, held after its question's. Refuses what is removed or locked."""
        question = self.hold_question()
        require_present(question)
        require_unlocked(question)
        row = type(self).objects.select_for_update().get(pk=self.pk)
        require_present(row)
        row.question = question
        return row

    def take(self, content, *, text):
        """Write `text`'s body and HTML; the caller holds the row and its question's.

        Raises SaidAlready.
        """
        for column in TEXT:
            setattr(self, column, getattr(text, column))
        self.refuse_repeat()
        self.save(update_fields=[*TEXT, "sketch", "uncompared_since", "edited_at"])
        Question.objects.filter(pk=self.question_id).update(active_at=self.edited_at)
        self.question.mirror()
        drop(self.page_key)
