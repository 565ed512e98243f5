"""The feeds. Whoever asks again without need gets 304, and whoever asks too often 429."""

from django.http import Http404, HttpResponse, HttpResponseGone
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from accounts.models import User
from answers.models import Answer
from discovery.feeds import MOST_ENTRIES, Feed, answer_entries, question_entries
from discovery.views.missing import in_its_place
from limits.rates import limited
from posts.addresses import moved_to
from posts.paging import Along
from questions.models import Category, Question, Tag


def feed(view):
    """A view whose answer is compared with what the reader has, by a digest of all it says.

    No time of change would do: a removal has none that the entries left show.
    """
    view = cache_control(public=True, max_age=300)(conditional_page(view))
    return require_safe(limited("feed", by=("address", "range"), methods=("GET",))(view))


def answer_with(title, page, entries, request):
    made = Feed(title, page, request.path, entries)
    return HttpResponse(made.write(), content_type="application/atom+xml; charset=utf-8")


@feed
def newest(request):
    """The newest questions."""
    entries = question_entries(Question.objects.visible().newest())
    return answer_with(_("Newest questions"), reverse("questions"), entries, request)


@feed
def of_tag(request, slug):
    """The newest questions of a tag."""
    tag = get_object_or_404(Tag.objects.select_related("meaning__tag"), slug=slug)
    if tag.meant != tag:
        return moved_to(reverse("tag_feed", args=[tag.meant.slug]), request)
    if tag.removed_at:
        raise Http404
    entries = question_entries(Question.objects.tagged(tag))
    title = _("Questions on %s") % tag.name
    return answer_with(title, tag.get_absolute_url(), entries, request)


def newest_in(category):
    """As many questions of its branch as a feed has, however long ago they were asked."""
    newest = Question.objects.visible().newest()
    branch = {"groups": Category.objects.under(category), "link": "category"}
    return Along(newest, by="created_at", key="pk", **branch).first(newest, MOST_ENTRIES)


@feed
def of_category(request, pk):
    """The newest questions of a category and of all below it."""
    category = get_object_or_404(Category.objects.with_path(), pk=pk)
    entries = question_entries(newest_in(category))
    title = _("Questions in %s") % category
    return answer_with(title, category.get_absolute_url(), entries, request)


@feed
def of_member(request, pk):
    """The newest questions and answers of a member."""
    member = get_object_or_404(User, pk=pk)
    if member.removed_at:
        return HttpResponseGone()
    answers = Answer.objects.visible().filter(author=member, question__removed_at=None)
    entries = answer_entries(answers.newest())
    entries += question_entries(Question.objects.visible().filter(author=member).newest())
    entries.sort(key=lambda entry: entry["pubdate"], reverse=True)
    title = _("What %s wrote") % member.name
    return answer_with(title, member.get_absolute_url(), entries[:MOST_ENTRIES], request)


@feed
def of_question(request, pk):
    """The newest answers to a question."""
    question = get_object_or_404(Question, pk=pk)
    if instead := in_its_place(question, request, "question_feed"):
        return instead
    entries = answer_entries(question.answers.visible().newest())
    title = _("Answers to “%s”") % question.title
    return answer_with(title, question.get_absolute_url(), entries, request)
