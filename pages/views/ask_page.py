from functools import cache

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.core.paginator import Page, Paginator
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponseGone
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from answers.models import Answer
from answers.reading import A_PAGE, answers_to_read
from bookmarks.reading import mark_kept
from comments.here import members_of
from hotpages import page_views
from hotpages.drops import EVERYTHING
from hotpages.recording import is_shared, share
from limits.rates import limited
from pages.answering_here import answering_here
from pages.choices import answer_choices, question_choices
from pages.closing_here import closed_here, closing_here
from pages.coins_here import coins_here
from pages.comments_here import comments_here
from pages.may import mark_answers, may_here
from pages.reviewing import mark_suggested
from posts.addresses import moved_to
from questions.models import Question
from questions.reading import question_to_read
from questions.shown import shown_question
from votes.reading import mark_votes

ORDERS = {"best": "ranked", "newest": "newest", "oldest": "oldest"}


def is_cold(request):
    """Whether the page is made for one reader who is signed out, and for nobody else."""
    return settings.HOT_PAGES and request.user.is_anonymous and not is_shared(request)


@require_safe
@limited("cold page", by=("address", "range"), methods=("GET",), when=is_cold)
def question(request, pk, slug=""):
    """The ask page."""
    question = question_to_read(pk)
    if question is None:
        raise Http404
    if question.removed_at and (instead := in_its_place(question, request)):
        return instead
    if slug != question.slug:
        return moved_to(question.get_absolute_url(), request)
    # Not `request.user`: that looks who it is at each of the thousand times it is asked.
    viewer = get_user(request)
    page, order = answers_of(question, request)
    may = may_here(question, viewer)
    mark_answers(page.object_list, question, viewer)
    mark_kept(question, page.object_list, viewer)
    mark_suggested(question, page.object_list, viewer)
    coins = coins_here(question, page.object_list, viewer)
    comments = comments_here(question, page.object_list, viewer)
    mark_votes(question, page.object_list, comments, viewer)
    for answer in page.object_list:
        answer.choices = answer_choices(answer, viewer, coins["purse"])
    closed = closed_here(question)
    shown = shown_question(question)
    address = question.get_absolute_url()
    context = {
        **coins,
        **answering_here(request, question, may["answer"]),
        "user": viewer,
        "question": question,
        "shown": shown,
        "answers": page.object_list,
        "page": page,
        "order": order,
        "may": may,
        "choices": question_choices(question, may, viewer),
        "answering_url": answering_url(question, address, viewer, may["answer"]),
        "removal": question.removal,
        "closed": closed,
        "closing": closing_here(question, viewer),
        "lock": question.open_lock,
        # While nobody can answer, nobody need know who could.
        "protection": question.open_protection if question.takes_answers else None,
        "canonical": settings.SITE_URL + address,
    }
    response = render(request, "pages/ask.html", context)
    if is_shared(request):
        keys = made_from(question, page.object_list, coins["pot"], comments, closed)
        keys += [other.title_key for other in shown.related]
        share(request, page=question.page_key, keys=keys, views=question.view_count)
    elif request.user.is_anonymous or request.user.pk != question.author_id:
        page_views.count(request, question.page_key)
    return response


def in_its_place(question, request):
    """What a reader gets for a removed question: where it was merged into, or that it is gone.

    None for its author and moderators, who see it; 404 while nobody has published it yet. An
    address says its title, so that of a question which this reader does not see is not told.
    """
    if into := question.merged_into:
        seen = Question.objects.shown_to(request.user).filter(pk=into.pk).exists()
        return moved_to(into.get_absolute_url(), request) if seen else HttpResponseGone()
    if Question.objects.shown_to(request.user).filter(pk=question.pk).exists():
        return None
    if question.is_held:
        raise Http404
    return HttpResponseGone()


def made_from(question, answers, pot, comments, closed):
    """The keys of what the page shows: when one of them is dropped, the page is old."""
    shown = [question, *question.tag_list, *question.category_path]
    shown += closed.line if closed else []
    members = {post.author for post in (question, *answers) if post.author}
    members |= pot.members if pot else set()
    members |= members_of(comments)
    return [EVERYTHING, *(row.page_key for row in (*shown, *members))]


def answers_of(question, request):
    """The page of answers that the reader asked for, and their order."""
    order = request.GET.get("order", "best")
    number = request.GET.get("page", "1")
    if order not in ORDERS or not number.isdecimal() or len(number) > 6 or int(number) == 0:
        raise Http404
    last = int(number) * A_PAGE
    answers = answers_to_read(question, request.user, ORDERS[order], last - A_PAGE, last)
    pages = Paginator(answers, A_PAGE)
    pages.count = count_of(question, request.user, answers if number == "1" else [])
    if int(number) not in pages.page_range:
        raise Http404
    if removed := [answer for answer in answers if answer.removed_at]:
        prefetch_related_objects(removed, Answer.with_removal())
    return Page(answers, int(number), pages), order


def count_of(question, viewer, first_page):
    """How many answers the reader may see; a query only where that is not known already."""
    if viewer.is_anonymous:
        return question.answer_count
    if 0 < len(first_page) < A_PAGE:
        return len(first_page)
    return question.answers.shown_to(viewer).count()


def answering_url(question, address, viewer, may_answer):
    """Where “I'll answer” leads: to the form, or to sign-in and back to it; else nowhere."""
    if viewer.is_authenticated or not question.takes_answers:
        return "#your-answer" if may_answer else ""
    return f"{_sign_in()}?{urlencode({'next': f'{address}#your-answer'})}"


@cache
def _sign_in():
    return reverse("account_login")
