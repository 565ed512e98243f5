import taggit.admin
import taggit.models
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import LogForm, with_reason
from accounts.admin_verbs import ReadOnlyInline, RefusableForm, RemovalInline, VerbAdmin
from posts.admin import RemovedFilter
from questions.models import Tag, TagRemoval, TagSynonym
from questions.models.tag import clean_name

# Its tags, registered by the import above, are not ours: two lists of tags would confuse.
admin.site.unregister(taggit.models.Tag)


class TagForm(RefusableForm):
    name = forms.CharField(
        label=_("Name"), help_text=_("Another name gives the tag's page another address.")
    )
    because = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Why it is renamed. It stays in the log."),
        widget=forms.TextInput(attrs={"size": 60, "dir": "auto"}),
    )

    def clean_name(self):
        name = clean_name(self.cleaned_data["name"])
        if Tag.objects.exclude(pk=self.instance.pk).filter(name=name).exists():
            raise ValidationError(_("There is a tag of this name."))
        return name

    def clean(self):
        if "name" in self.changed_data and not self.cleaned_data.get("because"):
            self.add_error("because", _("Say why: it stays in the log."))
        return super().clean()


class TagMergeForm(LogForm):
    other = forms.CharField(
        label=_("Name of the tag that stays"),
        max_length=60,
        help_text=_("Its questions stay; those of the tags chosen are added. Not to be undone."),
    )

    def clean_other(self):
        other = Tag.objects.visible().filter(name=clean_name(self.cleaned_data["other"])).first()
        if other is None:
            raise ValidationError(_("There is no tag of this name."))
        return other


class TagSynonymInline(ReadOnlyInline):
    model = TagSynonym
    fk_name = "tag"
    fields = ["synonym", "at", "because", "by"]
    ordering = ["-at"]
    people = ("synonym", "tag", "by")


class TagRemovalInline(RemovalInline):
    model = TagRemoval


@admin.register(Tag)
class TagAdmin(VerbAdmin):
    """Tags are made by asking; here they are described, renamed, merged and removed."""

    form = TagForm
    list_display = ["name", "question_count", "described", "removed_at"]
    list_filter = [RemovedFilter]
    ordering = ["-question_count", "name"]
    sortable_by = ["question_count"]
    search_fields = ["name"]
    search_help_text = _("The beginning of a tag's name.")
    fields = ["name", "because", "description", "slug", "question_count", "preview", "removed_at"]
    readonly_fields = ["slug", "question_count", "preview", "removed_at"]
    inlines = [TagSynonymInline, TagRemovalInline]
    actions = [
        with_reason("remove", _("Remove, with a reason")),
        with_reason("restore", _("Restore"), told=False),
        with_reason("merge_into", _("Merge into another tag"), form_class=TagMergeForm),
    ]

    class Media:
        css = {"all": ["css/prose.css", "css/code.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_search_results(self, request, queryset, search_term):
        """By the beginning of the name, from an index; a question is offered visible tags only."""
        if "field_name" in request.GET:
            queryset = queryset.visible()
        start = search_term.replace("\x00", "").strip().lower()
        return (queryset.filter(name__startswith=start) if start else queryset), False

    def change(self, request, row, form):
        if "name" in form.changed_data:
            because = form.cleaned_data["because"]
            row.rename(form.cleaned_data["name"], by=request.user, because=because)
        if "description" in form.changed_data:
            row.describe(form.cleaned_data["description"])

    @admin.display(description=_("described"), boolean=True)
    def described(self, tag):
        return bool(tag.description)

    @admin.display(description=_("shown as"))
    def preview(self, tag):
        # The sanitizer's output, as on the tag's page.
        return format_html(
            '<div class="prose" dir="auto">{}</div>', mark_safe(tag.description_html)
        )
