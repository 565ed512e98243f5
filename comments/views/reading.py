from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.http import HttpResponseGone
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from answers.models import Answer
from comments.here import CommentsHere, Reader
from comments.models import Comment
from comments.places import A_PAGE, address_of
from comments.reading import FIRST
from posts.rules import may_see


def question_of(post):
    """The question on whose page a post stands: itself, or the answer's."""
    return post.question if isinstance(post, Answer) else post


def in_sight(post, viewer):
    """Whether this reader sees the post, and the question it stands below."""
    return may_see(post, viewer) and may_see(question_of(post), viewer)


def all_comments(request, post):
    """Every comment on a post, a hundred a page; htmx puts them in the place of the first few."""
    if not in_sight(post, request.user):
        return HttpResponseGone()
    response = more_of(request, post) if request.htmx else page_of_all(request, post)
    patch_vary_headers(response, ["HX-Request"])
    return response


def more_of(request, post):
    """The list that takes the place of the ask page's; the first that is new there has focus."""
    page, rows, reader = some_of_all(request, post)
    more = page.paginator.count - page.end_index()
    here = CommentsHere(post, rows, reader, more=more, next_page=page.number + 1)
    for comment in rows[FIRST : FIRST + 1]:
        comment.takes_focus = True
    return render(request, "comments/_list.html", {"here": here})


def page_of_all(request, post, form=None):
    """The page of all comments on a post; `form` is one that was refused."""
    page, rows, reader = some_of_all(request, post)
    context = {
        "here": CommentsHere(post, rows, reader),
        "page": page,
        "post": post,
        "question": question_of(post),
        "form": form,
    }
    return render(request, "comments/comments.html", context, status=422 if form else 200)


def some_of_all(request, post):
    """The page of a post's comments that was asked for, its rows, and who reads them."""
    comments = post.comments.shown_to(request.user).for_reading().oldest()
    page = Paginator(comments, A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    prefetch_related_objects([row for row in rows if row.removed_at], Comment.with_removal())
    return page, rows, Reader.of(question_of(post), request.user)


@require_safe
def comment(request, pk):
    """A comment's lasting address: leads to its place."""
    comments = Comment.objects.select_related("question", "answer__question")
    place = address_of(get_object_or_404(comments, pk=pk), request.user)
    return redirect(place) if place else HttpResponseGone()
