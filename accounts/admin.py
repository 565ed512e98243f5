from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import with_reason
from accounts.admin_filters import StateFilter
from accounts.admin_forms import (
    MemberForm,
    NewMemberForm,
    NoteForm,
    SuspensionForm,
    WarningForm,
)
from accounts.admin_login import admin_login, admin_password_change
from accounts.admin_pages import BigTableAdmin
from accounts.admin_verbs import ReadOnlyInline, RemovalInline
from accounts.models import MemberRemoval, Note, Suspension, User, Warning
from accounts.second_factor import may_enter_admin
from hotpages.drops import drop

admin.site.login = admin_login
admin.site.password_change = admin_password_change
admin.site.has_permission = may_enter_admin

_FOR_ADMINISTRATORS = ("is_active", "is_staff", "is_superuser", "groups")


class SuspensionInline(ReadOnlyInline):
    model = Suspension
    fk_name = "member"
    fields = ["at", "until", "because", "by", "lifted_at", "lifted_by"]
    ordering = ["-at"]
    people = ("member", "by", "lifted_by")


class WarningInline(ReadOnlyInline):
    model = Warning
    fk_name = "of"
    fields = ["at", "words", "by", "read_at"]
    ordering = ["-at"]
    people = ("by",)


class NoteInline(ReadOnlyInline):
    model = Note
    fk_name = "about"
    fields = ["at", "words", "by"]
    ordering = ["-at"]
    people = ("by",)


class MemberRemovalInline(RemovalInline):
    model = MemberRemoval
    people = ("removed", "by", "restored_by")


@admin.register(User)
class MemberAdmin(BigTableAdmin):
    form = MemberForm
    list_display = ["name", "email", "created_at", "state", "is_staff"]
    list_filter = [
        StateFilter,
        "is_staff",
        "is_active",
    ]
    search_fields = ["name", "email"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-id"]
    filter_horizontal = ["groups"]
    readonly_fields = ["email", "created_at", "last_login", "removed_at"]
    inlines = [NoteInline, WarningInline, SuspensionInline, MemberRemovalInline]
    show_facets = admin.ShowFacets.NEVER  # Each would count the whole table.
    actions = [
        with_reason("note", _("Write a note"), form_class=NoteForm),
        with_reason("warn", _("Warn"), form_class=WarningForm),
        with_reason("suspend", _("Suspend"), form_class=SuspensionForm),
        with_reason("lift_suspension", _("Lift suspensions"), told=False),
        with_reason("remove", _("Remove the profile")),
        with_reason("restore", _("Restore the profile"), told=False),
    ]
    fieldsets = [
        (None, {"fields": ["name", "email"]}),
        (_("Profile"), {"fields": ["works_at", "studied_at", "lives_in", "about"]}),
        (_("Permissions"), {"fields": _FOR_ADMINISTRATORS}),
        (_("Dates"), {"fields": ["created_at", "last_login", "removed_at"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name"]})]

    @admin.display(description=_("state"))
    def state(self, member):
        if member.removed_at:
            return _("removed")
        return _("suspended") if member.is_suspended else ""

    def get_queryset(self, request):
        held = Suspension.objects.current().filter(member=OuterRef("pk"))
        return super().get_queryset(request).annotate(is_suspended=Exists(held))

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(
            request, obj, **({"form": NewMemberForm} if not obj else {}), **kwargs
        )

    def get_fieldsets(self, request, obj=None):
        return self.fieldsets if obj else self.add_fieldsets

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        imported = ["name"] if obj.email is None else []
        kept = [] if request.user.is_superuser else _FOR_ADMINISTRATORS
        return [*self.readonly_fields, *imported, *kept]

    def has_change_permission(self, request, obj=None):
        # Or a moderator could take another's place, or make themselves an administrator.
        theirs = obj is None or not obj.is_staff or request.user.is_superuser
        return theirs and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if "name" in form.changed_data:
            obj.take_name(obj.name)
        if not change:
            obj.set_unusable_password()
            obj.save()
        elif form.changed_data:
            obj.save(update_fields=_columns(form.changed_data))
            drop(obj.page_key)


def _columns(changed):
    """The columns that changed, and those made from them; others may have changed meanwhile."""
    made = {"name": ["name_key", "name_look"], "about": ["about_html"]}
    return [c for name in changed if name != "groups" for c in [name, *made.get(name, [])]]
