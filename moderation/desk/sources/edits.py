from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from answers.models import AnswerSuggestedEdit
from moderation.desk.item import Action, Item
from posts.changes import would_change
from questions.models import QuestionSuggestedEdit

from .source import MOST, Source, about_of

_EDITS = {
    "question": QuestionSuggestedEdit.objects.select_related(
        "by", "category__parent__parent", "post__category__parent__parent"
    ),
    "answer": AnswerSuggestedEdit.objects.select_related("by", "post__question"),
}
WEIGHT = 1
APPROVE = Action("approve", _("Approve"), "a")
REJECT = Action("reject", _("Reject, with a reason"), "r", needs_reason=True)


class SuggestedEdits(Source):
    """Edits by members who may not edit yet, which reviewers have left."""

    name = "edits"
    title = _("Suggested edits")
    actions = (APPROVE, REJECT)

    def items(self):
        return [
            self._item(kind, edit)
            for kind in _EDITS
            for edit in _EDITS[kind].waiting().order_by("at", "pk")[:MOST]
        ]

    def find(self, key):
        about = about_of(key)
        kind, number = about if about and about[0] in _EDITS else (None, None)
        edit = _EDITS[kind].waiting().filter(pk=number).first() if kind else None
        if edit is None:
            return None
        changes = would_change(edit.post, edit.content)
        return self._item(kind, edit)._replace(facts=(edit.because,), changes=changes)

    def act(self, item, action, *, by, because, domain=False):
        kind, number = about_of(item.key)
        edit = _EDITS[kind].get(pk=number)
        if action == APPROVE.name:
            edit.approve(by=by)
        else:
            edit.reject(by=by, because=because)

    def _item(self, kind, edit):
        return Item(
            key="-".join([self.name, kind, str(edit.pk)]),
            title=edit.post.thread.title,
            weight=WEIGHT,
            at=edit.at,
            author=edit.by,
            more=reverse("improvement", args=[kind, edit.pk]),
        )
