from django.contrib import admin
from django.contrib.postgres.search import SearchQuery
from django.utils.translation import gettext_lazy as _

from accounts.admin_pages import ReadOnlyAdmin
from accounts.admin_verbs import ReadOnlyInline, RemovalInline
from answers.models import Acceptance, Answer, AnswerRemoval, Repeat
from posts.admin import PostAdmin, PostForm, RemovedFilter
from questions.models import Question
from questions.models.question import WORDS


class AcceptedFilter(admin.SimpleListFilter):
    title = _("accepted")
    parameter_name = "accepted"

    def lookups(self, request, model_admin):
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request, queryset):
        if self.value() in {"yes", "no"}:
            return queryset.filter(accepted_at__isnull=self.value() == "no")
        return queryset


class AnswerRemovalInline(RemovalInline):
    model = AnswerRemoval


class AcceptanceInline(ReadOnlyInline):
    model = Acceptance
    fields = ["at", "by", "withdrawn_at"]
    ordering = ["-at"]
    people = ("by",)


@admin.register(Answer)
class AnswerAdmin(PostAdmin):
    form = PostForm
    texts = ["body"]
    search_help_text = _(
        "Words of its question (a thousand matches at most), the answer's number, or its author's "
        "whole e-mail address."
    )
    list_display = ["question", "words", "created_at", "state", "score", "author"]
    list_display_links = ["question", "words"]
    list_filter = [RemovedFilter, AcceptedFilter, "created_at"]
    list_select_related = ["author", "question"]
    inlines = [AnswerRemovalInline, AcceptanceInline]
    readonly_fields = [*PostAdmin.readonly_fields, "question", "accepted_at"]
    fieldsets = [
        (None, {"fields": ["question", "body"]}),
        (None, {"fields": ["preview"]}),
        (_("Origin"), {"fields": ["author", "licence", "source", "score"]}),
        (
            _("Times"),
            {
                "fields": [
                    ("created_at", "edited_at"),
                    ("accepted_at", "removed_at", "community_wiki_at"),
                ]
            },
        ),
    ]

    def by_words(self, queryset, words):
        query = SearchQuery(words, search_type="websearch", config="english")
        questions = Question.objects.annotate(words=WORDS).filter(words=query)
        return queryset.filter(question__in=questions.values("pk"))

    def change(self, request, row, form):
        row.edit(by=request.user, body=form.cleaned_data["body"])

    @admin.display(description=_("begins"))
    def words(self, answer):
        return answer.first_words[:80]

    @admin.display(description=_("state"))
    def state(self, answer):
        states = [(answer.removed_at, _("removed")), (answer.accepted_at, _("accepted"))]
        return ", ".join(str(word) for at, word in states if at)


@admin.register(Repeat)
class RepeatAdmin(ReadOnlyAdmin):
    """Answers that members gave to several questions."""

    list_display = ["at", "author", "answer", "earlier"]
    list_select_related = ["answer__author", "answer__question", "earlier__question"]
    fields = ["at", "answer", "earlier"]
    ordering = ["-pk"]
    sortable_by = ()
    search_fields = ["answer__author__email"]
    search_help_text = _("The author's whole e-mail address.")

    @admin.display(description=_("author"))
    def author(self, repeat):
        return repeat.answer.author
