from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import member_required
from limits.rates import limited
from posts.forms import VerbForm
from questions.fields import TagField
from questions.models import Tag, TagChoice

KINDS = TagChoice.Kind.values
NONE = "none"


class ChoiceForm(VerbForm):
    """A tag by its name, and what to do with its questions."""

    tag = TagField(label=_("Tag"))
    kind = forms.ChoiceField(choices=TagChoice.Kind, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
@limited("follow")
def tag_choices(request):
    """The tags that the reader follows, dims and hides, and one more by its name."""
    form = ChoiceForm(request.POST or None)
    if request.method == "POST" and form.carry_out(TagChoice.choose, by=request.user):
        return redirect("tag_choices")
    chosen = TagChoice.objects.of(request.user)
    groups = [
        ("followed", _("Followed"), chosen.followed),
        ("dimmed", _("Dimmed"), chosen.dimmed),
        ("hidden", _("Hidden"), chosen.hidden),
    ]
    status = 422 if form.errors else 200
    context = {"form": form, "groups": groups}
    return render(request, "questions/tag_choices.html", context, status=status)


@require_POST
@member_required
@limited("follow")
def choose_tag(request, slug):
    """`kind` is followed, dimmed, hidden, or none of these."""
    tag = get_object_or_404(Tag.objects.visible(), slug=slug)
    kind = request.POST.get("kind")
    if kind not in {*KINDS, NONE}:
        return HttpResponseBadRequest()
    refusal = ""
    try:
        choice = choose(kind, tag, by=request.user)
    except ValidationError as error:
        refusal = error.messages[0]
        choice = TagChoice.objects.of(request.user).kind_of(tag)
    if request.htmx:
        context = {"tag": tag, "choice": choice, "refusal": refusal}
        return render(request, "questions/_tag_choice.html", context)
    if refusal:
        messages.error(request, refusal)
    return redirect(tag)


def choose(kind, tag, *, by):
    """Carry it out. Returns the kind that is in force then, or None."""
    if kind == NONE:
        TagChoice.forget(tag, by=by)
        return None
    return TagChoice.choose(kind, tag, by=by).kind
