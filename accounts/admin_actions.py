"""Actions of the admin that ask for a reason and put it into the log."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

MOST_AT_ONCE = 500


class ReasonForm(forms.Form):
    because = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        help_text=gettext_lazy("The member sees it, and it stays in the log."),
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )


class LogForm(ReasonForm):
    """A reason that only the log keeps."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["because"].help_text = gettext_lazy("It stays in the log.")


def with_reason(verb, title, *, form_class=None, told=True):
    """An admin action: ask for a reason, call `verb` on each row chosen, log each with the reason.

    A form without the field `because` keeps its words out of the admin's log.
    The verb gets `by` and the form's fields; with `told=False` it gets `by` alone, and the reason
    is for the log. Rows that a verb refuses are named with what it said; the others are done.
    `verb` is a method's name, or a function of the row.
    """
    form_class = form_class or (ReasonForm if told else LogForm)
    name = _name(verb)

    @admin.action(description=title, permissions=["change"])
    def action(modeladmin, request, queryset):
        if queryset.count() > MOST_AT_ONCE:
            messages.error(request, _("Please choose at most %s at once.") % MOST_AT_ONCE)
            return None
        form = form_class(request.POST if "apply" in request.POST else None)
        if not form.is_valid():
            return _ask(modeladmin, request, queryset, form, name, title)
        fields = form.cleaned_data if told else {}
        done = 0
        for row in queryset:
            because = form.cleaned_data.get("because", "")
            done += _carry_out(modeladmin, request, row, verb, fields, because)
        _say(request, done, title)
        return None

    action.__name__ = name
    return action


def _name(verb):
    return verb.__name__ if callable(verb) else verb


def _ask(modeladmin, request, queryset, form, verb, title):
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": title,
        "subtitle": None,
        "form": form,
        "media": modeladmin.media + form.media,
        "opts": modeladmin.model._meta,
        "rows": queryset[:20],
        "more": max(queryset.count() - 20, 0),
        "action": verb,
        "checkbox": ACTION_CHECKBOX_NAME,
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "everything": request.POST.get("select_across", "0"),
    }
    return TemplateResponse(request, "admin/reason.html", context)


def _carry_out(modeladmin, request, row, verb, fields, because):
    """Call the verb on one row and log it. Returns whether it changed anything."""
    try:
        with transaction.atomic():
            if not modeladmin.has_change_permission(request, row):
                raise PermissionDenied(_("You may not change this."))
            call = partial(verb, row) if callable(verb) else getattr(row, verb)
            changed = call(by=request.user, **fields)
            if changed is None or changed:
                log(request, row, f"{_name(verb)}: {because}" if because else _name(verb))
                return True
    except (PermissionDenied, ValidationError) as refusal:
        messages.warning(request, f"{row}: {words_of(refusal)}")
    return False


def words_of(refusal):
    """What a PermissionDenied or a ValidationError says, in one line."""
    return " ".join(getattr(refusal, "messages", None) or [str(refusal)])


def log(request, row, message):
    """Put what was done to a row, or looked at, into the admin's own log."""
    LogEntry.objects.log_actions(
        request.user.pk, [row], CHANGE, change_message=message, single_object=True
    )


def _say(request, done, title):
    level = messages.SUCCESS if done else messages.WARNING
    text = ngettext("%(title)s: %(n)s done.", "%(title)s: %(n)s done.", done)
    messages.add_message(request, level, text % {"title": capfirst(title), "n": done})
