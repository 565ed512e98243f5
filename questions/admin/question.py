from django.contrib import admin
from django.contrib.postgres.search import SearchQuery
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import with_reason
from accounts.admin_verbs import ReadOnlyInline, RemovalInline
from posts.admin import PostAdmin, RemovedFilter
from questions.models import CloseVote, Closure, Lock, Protection, Question, QuestionRemoval
from questions.models.question import WORDS

from .filters import CategoryFilter, StateFilter
from .form import QuestionForm, RestrictionForm


class QuestionRemovalInline(RemovalInline):
    model = QuestionRemoval


class ClosureInline(ReadOnlyInline):
    model = Closure
    fk_name = "question"
    fields = ["at", "kind", "original", "because", "by", "reopened_at", "reopened_by"]
    ordering = ["-at"]
    people = ("original", "by", "reopened_by")


class CloseVoteInline(ReadOnlyInline):
    model = CloseVote
    fk_name = "question"
    fields = ["at", "voter", "kind", "original", "ended_at"]
    ordering = ["-at"]
    people = ("voter", "original")


class RestrictionInline(ReadOnlyInline):
    fk_name = "question"
    fields = ["at", "until", "because", "by", "lifted_at", "lifted_by"]
    ordering = ["-at"]
    people = ("by", "lifted_by")


class LockInline(RestrictionInline):
    model = Lock


class ProtectionInline(RestrictionInline):
    model = Protection


@admin.register(Question)
class QuestionAdmin(PostAdmin):
    form = QuestionForm
    texts = ["title", "body", "category", "tags"]
    list_display = ["title", "created_at", "state", "answer_count", "score", "author", "category"]
    list_filter = [RemovedFilter, StateFilter, CategoryFilter, "created_at"]
    list_select_related = ["author", "category__parent__parent"]
    autocomplete_fields = ["category"]
    inlines = [
        *(QuestionRemovalInline, ClosureInline, CloseVoteInline),
        *(LockInline, ProtectionInline),
    ]
    readonly_fields = [
        *PostAdmin.readonly_fields,
        *("answer_count", "view_count", "accepted_at", "active_at"),
        *("closed_at", "locked_at", "protected_at"),
    ]
    fieldsets = [
        (None, {"fields": texts}),
        (None, {"fields": ["preview"]}),
        (_("Numbers"), {"fields": [("score", "answer_count", "view_count")]}),
        (_("Origin"), {"fields": ["author", "licence", "source"]}),
        (
            _("Times"),
            {
                "fields": [
                    ("created_at", "edited_at", "active_at"),
                    ("accepted_at", "closed_at", "removed_at", "community_wiki_at"),
                    ("locked_at", "protected_at"),
                ]
            },
        ),
    ]
    actions = [
        *PostAdmin.actions,
        with_reason("close", _("Close, with a reason")),
        with_reason("reopen", _("Reopen"), told=False),
        with_reason("lock", _("Lock"), form_class=RestrictionForm),
        with_reason("unlock", _("Lift the lock"), told=False),
        with_reason("protect", _("Protect"), form_class=RestrictionForm),
        with_reason("unprotect", _("Lift the protection"), told=False),
    ]

    def by_words(self, queryset, words):
        query = SearchQuery(words, search_type="websearch", config="english")
        return queryset.annotate(words=WORDS).filter(words=query)

    def change(self, request, row, form):
        names = self.texts
        row.edit(by=request.user, **{name: form.cleaned_data[name] for name in names})

    @admin.display(description=_("state"))
    def state(self, question):
        states = [
            (question.removed_at, _("removed")),
            (question.closed_at, _("closed")),
            (question.locked_at, _("locked")),
            (question.protected_at, _("protected")),
            (question.accepted_at, _("accepted")),
        ]
        return ", ".join(str(word) for at, word in states if at)
