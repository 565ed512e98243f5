"""Changes in the admin go through the verbs, which hold the locks and keep the counters."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from accounts.admin_pages import BigTableAdmin


class Refused(Exception):
    """A verb said no; the transaction that the admin holds around a change is rolled back."""

    def __init__(self, error):
        super().__init__(error)
        self.error = error


class RefusableForm(forms.ModelForm):
    """A form of the admin that can say what a verb refused, with all that was typed still in it."""

    refusal = None

    def clean(self):
        cleaned = super().clean()
        if self.refusal:
            self.add_error(None, self.refusal)
        return cleaned


class VerbAdmin(BigTableAdmin):
    """Saves by calling `change`, which calls verbs, and never by writing all columns of a row."""

    form = RefusableForm
    # Counting every choice of every filter reads the whole table once for each.
    show_facets = admin.ShowFacets.NEVER
    list_max_show_all = 50

    def change(self, request, row, form):
        """Call the verb for what `form` changed on `row`. Raises what the verb raises."""
        raise NotImplementedError

    def save_model(self, request, obj, form, change):
        if not form.changed_data:
            return
        try:
            self.change(request, obj, form)
        except ValidationError as error:
            raise Refused(error) from error

    def save_related(self, request, form, formsets, change):
        """All but the form's own relations, such as a question's tags: the verb has done them."""
        for formset in formsets:
            self.save_formset(request, form, formset, change=change)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refused:
            request.refusal = refused.error
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        # A class of its own for each request, made by Django.
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form


class ReadOnlyInline(admin.TabularInline):
    """Records of what was done to a row; they are made by verbs. `people` are its members."""

    template = "admin/records.html"
    extra = max_num = 0
    can_delete = False
    people = ()

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.people)


class RemovalInline(ReadOnlyInline):
    fk_name = "removed"
    fields = ["at", "because", "by", "restored_at", "restored_by"]
    ordering = ["-at"]
    people = ("by", "restored_by")
