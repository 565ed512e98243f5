from django import forms
from django.contrib import admin
from django.db.models import Case, F, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.admin_verbs import RefusableForm, VerbAdmin
from questions.models import Category


class CategoryForm(RefusableForm):
    because = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Why it is moved to another parent. It stays in the log."),
        widget=forms.TextInput(attrs={"size": 60, "dir": "auto"}),
    )

    def clean(self):
        moved = self.instance.pk and "parent" in self.changed_data
        if moved and not self.cleaned_data.get("because"):
            self.add_error("because", _t("Say why: it stays in the log."))
        return super().clean()


@admin.register(Category)
class CategoryAdmin(VerbAdmin):
    """The tree of subjects, with no counters in it: a form may write a row. Moves are logged."""

    form = CategoryForm
    list_display = ["path", "position", "level", "description"]
    search_fields = ["name"]
    list_filter = ["level"]
    fields = ["parent", "because", "name", "description", "position"]
    autocomplete_fields = ["parent"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_path()

    def get_ordering(self, request):
        """A category before those below it, as the site shows the tree."""
        keys = zip(_steps("position"), _steps("name"), strict=True)
        return [key.asc(nulls_first=True) for step in keys for key in step]

    def change(self, request, row, form):
        if row.pk and "parent" in form.changed_data:
            moved = Category.objects.get(pk=row.pk)
            moved.move(under=row.parent, by=request.user, because=form.cleaned_data["because"])
        row.save()

    @admin.display(description=_("path"))
    def path(self, category):
        return str(category)

    def get_search_results(self, request, queryset, search_term):
        found, twice = super().get_search_results(request, queryset, search_term)
        if request.GET.get("field_name") == "parent":
            found = found.filter(level__lt=Category.DEEPEST)
        return found, twice

    def get_deleted_objects(self, objs, request):
        """Only an empty category goes. What it holds is counted, not listed, for it may be much."""
        held = [reason for category in objs for reason in _reasons_to_keep(category)]
        if held:
            return [], {}, set(), held
        return super().get_deleted_objects(objs, request)


def _steps(column):
    """The column of the category's place on each of the three levels, empty below its own."""
    return [
        Coalesce(F(f"parent__parent__{column}"), F(f"parent__{column}"), F(column)),
        Case(When(level=2, then=F(column)), When(level=3, then=F(f"parent__{column}"))),
        Case(When(level=3, then=F(column))),
    ]


def _reasons_to_keep(category):
    below, questions = category.children.count(), category.questions.count()
    counted = [
        (below, ngettext("%s category below it", "%s categories below it", below)),
        (questions, ngettext("%s question in it", "%s questions in it", questions)),
    ]
    held = [f"{category}: {words % number}" for number, words in counted if number]
    return [*held, _t("Move these to another category first.")] if held else []
