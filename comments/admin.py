from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.postgres.search import SearchQuery
from django.utils.translation import gettext_lazy as _

from accounts.admin_verbs import RefusableForm, RemovalInline
from comments.models import Comment, CommentRemoval
from comments.models.comment_queries import WORDS
from posts.admin import PostAdmin, RemovedFilter


class CommentRemovalInline(RemovalInline):
    model = CommentRemoval


@admin.register(Comment)
class CommentAdmin(PostAdmin):
    """Comments are read here, removed and restored; their text is changed on the site."""

    form = RefusableForm
    search_help_text = _(
        "Words (a thousand matches at most), the comment's number, or its author's whole e-mail "
        "address."
    )
    list_display = ["words", "created_at", "state", "score", "author"]
    list_filter = [RemovedFilter, "created_at"]
    list_select_related = ["author", "question", "answer__question"]
    inlines = [CommentRemovalInline]
    fields = readonly_fields = [
        *("question", "answer", "preview", "author", "score"),
        *("created_at", "edited_at", "removed_at"),
    ]

    def get_changelist(self, request, **kwargs):
        """A list that shows the texts, which are short."""
        return ChangeList

    def by_words(self, queryset, words):
        query = SearchQuery(words, search_type="websearch", config="english")
        return queryset.annotate(words=WORDS).filter(words=query)

    @admin.display(description=_("begins"))
    def words(self, comment):
        return comment.body[:80]

    @admin.display(description=_("state"))
    def state(self, comment):
        return _("removed") if comment.removed_at else ""
