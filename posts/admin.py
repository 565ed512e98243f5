"""What the admin does alike with questions and answers."""

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import with_reason
from accounts.admin_verbs import RefusableForm, VerbAdmin
from posts.bodies import clean_body, even
from posts.finding import narrowed


class TextField(forms.CharField):
    def has_changed(self, initial, data):
        return even(initial or "") != even(data or "")


class PostForm(RefusableForm):
    """A post's text. What is left as it is may break today's rules: an import's often does."""

    body = TextField(
        label=_("Body"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 100, "dir": "auto"}),
    )

    def clean_body(self):
        body = self.cleaned_data["body"]
        return clean_body(body) if "body" in self.changed_data else self.initial["body"]


class RemovedFilter(admin.SimpleListFilter):
    """What is shown, along the site's own indexes, or what is removed, by its few open records.

    Both together would need an index of their own; a search finds both.
    """

    title = _("removed")
    parameter_name = "removed"

    def lookups(self, request, model_admin):
        return [("yes", _("Removed"))]

    def choices(self, changelist):
        shown, removed = super().choices(changelist)
        yield shown | {"display": _("Shown, and all that a search finds")}
        yield removed

    def queryset(self, request, queryset):
        if self.value() == "yes":
            removals = queryset.model._meta.get_field("removals").related_model
            open_ones = removals.objects.filter(restored_at=None).values("removed")
            return queryset.filter(pk__in=open_ones)
        return queryset if request.GET.get(SEARCH_VAR) else queryset.filter(removed_at=None)


class PostList(ChangeList):
    """Rows without their texts, which a list does not show."""

    def get_queryset(self, *args, **kwargs):
        return super().get_queryset(*args, **kwargs).defer("body", "body_html")


class PostAdmin(VerbAdmin):
    """Moderators change and remove posts; they write new ones on the site, like everybody."""

    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
    # The one order that an index answers.
    sortable_by = ["created_at"]
    search_help_text = _(
        "Words (a thousand matches at most), the post's number, or its author's whole e-mail "
        "address."
    )
    # Asked for by Django before it shows a search field; `get_search_results` does the search.
    search_fields = ["pk"]
    readonly_fields = [
        *("author", "score", "licence", "source", "preview"),
        *("created_at", "edited_at", "removed_at", "community_wiki_at"),
    ]
    # The fields that a verb may change.
    texts = ()
    actions = [
        with_reason("remove", _("Remove, with a reason")),
        with_reason("restore", _("Restore"), told=False),
    ]

    class Media:
        css = {"all": ["css/prose.css", "css/code.css"]}

    def by_words(self, queryset, words):
        """The posts that hold the words, from an index."""
        raise NotImplementedError

    def get_changelist(self, request, **kwargs):
        return PostList

    def get_search_results(self, request, queryset, search_term):
        return narrowed(queryset, search_term, self.by_words), False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """What has been removed is restored before it is changed."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, *self.texts] if obj and obj.removed_at else fields

    @admin.display(description=_("shown as"))
    def preview(self, post):
        # The sanitizer's output, as on the site.
        return format_html('<div class="prose" dir="auto">{}</div>', mark_safe(post.body_html))

    @admin.display(description=_("source"))
    def source(self, post):
        source = getattr(post, "source", None)
        if source is None:
            return ""
        return format_html('<a href="{}" rel="nofollow noopener">{}</a>', source.url, source.url)
