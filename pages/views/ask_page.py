from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseGone
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from answers.forms import AnswerForm
from answers.models import Answer
from answers.views.answering import A_PAGE
from hotpages import views as page_views
from limits.address import client_address
from pages.may import mark_answers, may_here
from posts.addresses import moved_to
from questions.models import Question

ORDERS = {"best": "ranked", "newest": "newest", "oldest": "oldest"}


@require_safe
def question(request, pk, slug=""):
    """The ask page."""
    question = get_object_or_404(Question.objects.for_page().select_related("source"), pk=pk)
    if question.removed_at and not Question.objects.shown_to(request.user).filter(pk=pk).exists():
        return HttpResponseGone()
    if slug != question.slug:
        return moved_to(question.get_absolute_url(), request)
    page, order = answers_of(question, request)
    may = may_here(question, request.user)
    mark_answers(page.object_list, question, request.user)
    context = {
        "question": question,
        "answers": page.object_list,
        "page": page,
        "order": order,
        "may": may,
        "answer_form": AnswerForm() if may["answer"] else None,
        "answering_url": answering_url(question, request.user, may["answer"]),
        "removal": question.removal,
        "closure": question.closure,
        "reward": None,
        "canonical": settings.SITE_URL + question.get_absolute_url(),
    }
    response = render(request, "pages/ask.html", context)
    count_view(question, request)
    return response


def count_view(question, request):
    """Count a reader's view once the page is made; the author's own visits do not count."""
    own = request.user.is_authenticated and request.user.pk == question.author_id
    if page_views.is_reading(request) and not own:
        reader = page_views.reader_of(request, client_address(request))
        page_views.count(f"question:{question.pk}", reader)


def answers_of(question, request):
    """The page of answers that the reader asked for, and their order."""
    order = request.GET.get("order", "best")
    number = request.GET.get("page", "1")
    if order not in ORDERS or not number.isdecimal() or len(number) > 6:
        raise Http404
    answers = question.answers.shown_to(request.user).select_related("author", "source")
    if request.user.is_authenticated:
        answers = answers.prefetch_related(Answer.with_removal())
    pages = Paginator(getattr(answers, ORDERS[order])(), A_PAGE)
    if request.user.is_anonymous:
        pages.count = question.answer_count  # stored: one query less
    if int(number) not in pages.page_range:
        raise Http404
    page = pages.page(int(number))
    page.object_list = list(page.object_list)
    return page, order


def answering_url(question, viewer, may_answer):
    """Where “I'll answer” leads: to the form, or to sign-in and back to it; else nowhere."""
    if viewer.is_authenticated or question.closed_at or question.removed_at:
        return "#your-answer" if may_answer else ""
    back = question.get_absolute_url() + "#your-answer"
    return f"{reverse('account_login')}?{urlencode({'next': back})}"
