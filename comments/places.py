"""Where a reader finds a comment, and all of them."""

from functools import lru_cache

from django.urls import reverse

from answers.places import address_of as address_of_answer
from comments.reading import FIRST
from posts.rules import may_see

A_PAGE = 100


def all_comments_url(post):
    """The page of all comments on a post; a new one is sent there too."""
    return _url(post._meta.model_name, post.pk)


# A member's page shows one for each post, and making it takes longer than all else of the form.
@lru_cache(maxsize=1_000)
def _url(kind, pk):
    return reverse(f"{kind}_comments", args=[pk])


def list_id(post):
    """What the list of a post's comments is called in every page."""
    return f"comments-{post._meta.model_name}-{post.pk}"


def address_of(comment, viewer):
    """The comment's place for this reader: below its post while it is one of the first there, else
    on the page of all. None where they find it nowhere.
    """
    post, question = comment.post, comment.stands_on
    if not all(may_see(each, viewer) for each in (comment, post, question)):
        return None
    if comment.pk not in post.comments.visible().oldest().values_list("pk", flat=True)[:FIRST]:
        page = _page_of_all(comment, viewer)
    elif post == question:
        page = question.get_absolute_url()
    else:
        page = address_of_answer(post, viewer)
    return f"{page}#comment-{comment.pk}"


def _page_of_all(comment, viewer):
    shown = comment.post.comments.shown_to(viewer).oldest().values_list("pk", flat=True)
    number = list(shown).index(comment.pk) // A_PAGE + 1
    return all_comments_url(comment.post) + (f"?page={number}" if number > 1 else "")
