"""Merging two questions in the admin, where the merges that were made are read too."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import log
from accounts.admin_verbs import RefusableForm, VerbAdmin
from moderation.merging import merge
from questions.models import Merge
from questions.naming import question_named


class QuestionField(forms.CharField):
    """A question in sight, by its address or its number."""

    widget = forms.TextInput(attrs={"size": 60, "dir": "ltr", "autocomplete": "off"})

    def clean(self, value):
        return question_named(super().clean(value))


class MergeForm(RefusableForm):
    question = QuestionField(
        label=_("Question that goes"),
        max_length=400,
        help_text=_("Its address or its number. Its answers and comments move to the other one."),
    )
    into = QuestionField(
        label=_("Question that stays"),
        max_length=400,
        help_text=_("Its address or its number. The address of the other one leads here."),
    )
    because = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The asker of the question that goes reads it, and may appeal."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    number = forms.CharField(
        label=_("Number of the question that goes"),
        max_length=20,
        help_text=_("Type it to confirm: a merge cannot be undone."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )

    class Meta:
        model = Merge
        fields = ["question", "into", "because"]

    def clean_number(self):
        question = self.cleaned_data.get("question")
        number = self.cleaned_data["number"].removeprefix("#")
        if question and number != str(question.pk):
            raise ValidationError(_t("This is not the number of the question that goes."))
        return number


@admin.register(Merge)
class MergeAdmin(VerbAdmin):
    """Made by a moderator, read by all of them, and never changed."""

    form = MergeForm
    list_display = ["question", "into", "at", "by", "because"]
    list_select_related = ["question", "into", "by"]
    ordering = ["-pk"]
    sortable_by = ()
    fields = ["question", "into", "because", "by", "at"]

    def add_view(self, request, form_url="", extra_context=None):
        hidden = ["show_save_and_continue", "show_save_and_add_another"]
        context = dict.fromkeys(hidden, False) | {"title": _("Merge two questions")}
        return super().add_view(request, form_url, context | (extra_context or {}))

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["question", "into", "because", "number"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change(self, request, row, form):
        merge(row.question, into=row.into, by=request.user, because=row.because)
        row.pk = Merge.objects.get(question=row.question).pk
        row.refresh_from_db()
        log(request, row.question, self.construct_change_message(request, form, []))

    def construct_change_message(self, request, form, formsets, add=False):
        named = form.cleaned_data
        return f"merge: #{named['question'].pk} → #{named['into'].pk}: {named['because']}"
