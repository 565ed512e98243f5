"""Everything a reader can see, without the numbers it has here: two sites can be compared by it."""

from django.db.models import Prefetch

from accounts.models import User
from answers.models import Acceptance, Answer
from questions.models import Category, Question, Tag, Tagging

_TAGGINGS = Prefetch("taggings", Tagging.objects.order_by("pk").select_related("tag"))
_ACCEPTANCES = Prefetch(
    "acceptances", Acceptance.objects.filter(withdrawn_at=None).select_related("by__source")
)


def visible_content():
    questions = Question.objects.visible().select_related("source", "author__source", "category")
    answers = Answer.objects.filter(question__removed_at=None).visible()
    answers = answers.select_related("source", "author__source", "question__source")
    return {
        "members": sorted(map(_member, User.objects.visible().select_related("source"))),
        "tags": sorted(map(_tag, Tag.objects.visible().select_related("source"))),
        "categories": sorted(Category.objects.values_list("name", "parent__name", "slug")),
        "questions": sorted(map(_question, questions.prefetch_related(_TAGGINGS, "closures"))),
        "answers": sorted(map(_answer, answers.prefetch_related(_ACCEPTANCES))),
    }


def _source(row):
    source = getattr(row, "source", None)
    return source and (source.url, source.author_name, source.author_url)


def _member(user):
    about = (user.about, user.about_html, user.credential_line)
    return (*_source(user), user.name, *about, user.created_at)


def _tag(tag):
    return (tag.name, tag.slug, tag.description, tag.description_html, tag.question_count)


def _post(post):
    author = post.author and post.author.source.url
    text = (post.body, post.body_format, post.body_html, post.first_words, post.renderer_version)
    dates = (post.created_at, post.edited_at, post.community_wiki_at)
    return (*_source(post), author, *text, *dates, post.licence, post.score)


def _question(question):
    closures = [(c.because, c.at) for c in question.closures.all() if not c.reopened_at]
    return (
        *map(str, _post(question)),
        question.title,
        question.slug,
        str(question.category),
        str((question.answer_count, question.view_count, question.active_at)),
        str((question.accepted_at, question.closed_at, closures)),
        str([_tagging(tagging) for tagging in question.taggings.all()]),
    )


def _tagging(row):
    return (row.tag.name, row.asked_at, row.active_at, row.score, row.answer_count)


def _answer(answer):
    accepted = [(a.at, a.by and a.by.source.url) for a in answer.acceptances.all()]
    return (
        *map(str, _post(answer)),
        answer.question.source.url,
        str((answer.accepted_at, accepted)),
    )
