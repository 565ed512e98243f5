"""The log of moderators' acts in the admin, with its words, and the appeals to be decided."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.admin_pages import ReadOnlyAdmin
from accounts.admin_verbs import RefusableForm, VerbAdmin
from accounts.models import Act, Appeal, User
from pages.coins_admin.links import about, about_link
from posts.finding import BIGGEST_KEY


def members_meant(term):
    """The numbers of the members that a search means: by number, name or whole e-mail address."""
    term = term.strip()
    number = term.removeprefix("#")
    if number.isascii() and number.isdigit():
        return [min(int(number), BIGGEST_KEY)]
    found = User.objects.filter(email=term.lower()) if "@" in term else User.objects.called(term)
    return list(found.values_list("pk", flat=True))


class FoundByMember(admin.ModelAdmin):
    """A list that is searched by member; `by_members` says which rows are theirs."""

    show_facets = admin.ShowFacets.NEVER
    ordering = ["-at", "-pk"]
    sortable_by = ()
    # Asked for by Django before it shows a search field; `get_search_results` does the search.
    search_fields = ["pk"]
    search_help_text = _("A member's number, name or whole e-mail address.")

    def get_search_results(self, request, queryset, search_term):
        if search_term.strip():
            queryset = queryset.filter(self.by_members(members_meant(search_term)))
        return queryset, False


@admin.register(Act)
class ActAdmin(FoundByMember, ReadOnlyAdmin):
    list_display = ["at", "kind", about, "member", "by", "because"]
    list_filter = ["kind"]
    list_select_related = ["by"]
    fields = ["at", "kind", about, "member", "by", "because"]
    readonly_fields = [about, "member"]

    def by_members(self, members):
        return Q(by__in=members) | Q(of__in=members)

    @admin.display(description=_("member"))
    def member(self, act):
        return about_link("member", act.of)


class DecisionForm(RefusableForm):
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=Appeal.Verdict,
        widget=forms.RadioSelect,
        help_text=_("Nothing is undone by this: undo what was wrong where it was done."),
    )
    answer = forms.CharField(
        label=_("Answer"),
        max_length=2_000,
        help_text=_("The member reads it."),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )


class WaitingFilter(admin.SimpleListFilter):
    title = _("decided")
    parameter_name = "decided"

    def lookups(self, request, model_admin):
        return [("no", _("Waiting"))]

    def queryset(self, request, queryset):
        return queryset.filter(decided_at=None) if self.value() == "no" else queryset


@admin.register(Appeal)
class AppealAdmin(FoundByMember, VerbAdmin):
    """Decided once, by another moderator than the one who acted."""

    form = DecisionForm
    list_display = ["act", "at", "member", "verdict", "decided_by"]
    list_filter = [WaitingFilter]
    list_select_related = ["act", "member", "decided_by"]
    readonly_fields = ["what_was_done", "member", "at", "words", "decided_by", "decided_at"]
    fields = [
        *("what_was_done", "member", "at", "words", "verdict", "answer"),
        *("decided_by", "decided_at"),
    ]

    def by_members(self, members):
        return Q(member__in=members)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        waits = obj is None or obj.decided_at is None
        return waits and super().has_change_permission(request, obj)

    def change(self, request, row, form):
        names = ["verdict", "answer"]
        try:
            row.decide(by=request.user, **{name: form.cleaned_data[name] for name in names})
        except PermissionDenied as refusal:
            raise ValidationError(str(refusal)) from refusal

    @admin.display(description=_("what was done"))
    def what_was_done(self, appeal):
        act = appeal.act
        page = reverse("admin:accounts_act_change", args=[act.pk])
        return format_html(
            '<a href="{}">{}</a>, {}: {}', page, act.get_kind_display(), act.by, act.because
        )
