"""What a query means here: the names in it looked up, and all of it said in plain words."""

from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.names import name_key
from posts.finding import BIGGEST_KEY
from questions.models import Category, Tag
from search.saying import condition_said, terms_said


@dataclass
class Meaning:
    """A query with numbers in place of names.

    `tags` are their numbers by their names, those of words that are tags too; `endings` what words
    that are still being typed may become. A condition on categories or members has a list of
    numbers for its value.
    """

    tags: dict
    remarks: list
    endings: dict = field(default_factory=dict)
    alternatives: list = field(default_factory=list)
    conditions: list = field(default_factory=list)
    said: list = field(default_factory=list)


def meaning_of(query):
    """The query's meaning; asks once for all tags, and once for each name of another kind."""
    meaning = Meaning(tags=_tags(query.terms), remarks=list(query.remarks))
    for terms in query.alternatives:
        meaning.alternatives.append([_known(term, meaning) for term in terms])
    if query.terms:
        meaning.said.append(terms_said(meaning.alternatives))
    for condition in query.conditions:
        _take(condition, meaning)
    return meaning


def let_end(meaning, endings):
    """Let the last word, which is still being typed, stand for those that begin so as well."""
    last = meaning.alternatives[-1][-1:]
    if last and last[0].kind == "word" and not last[0].without:
        meaning.endings[last[0].text] = endings(last[0].text)


def tag_name(text):
    """How a tag of this name is written."""
    return "-".join(text.lower().split())


def _tags(terms):
    names = {tag_name(term.text) for term in terms if term.kind != "phrase"}
    return {name: tag.pk for name, tag in Tag.objects.in_sight(names).items()} if names else {}


def _known(term, meaning):
    """The term; words in place of a tag that there is not."""
    if term.kind != "tag" or tag_name(term.text) in meaning.tags:
        return term
    meaning.remarks.append(_("There is no tag “%s”: it was read as words.") % term.text)
    return replace(term, kind="word")


def _take(condition, meaning):
    names = {}
    if condition.name in _FINDERS:
        names = _FINDERS[condition.name](condition.value)
        if not names:
            meaning.remarks.append(_MISSING[condition.name]() % condition.value)
            return
        condition = replace(condition, value=list(names))
    meaning.conditions.append(condition)
    meaning.said.append(condition_said(condition, [name for name in names.values() if name]))


def _members(text):
    """The names of the members of this name or number, by their numbers."""
    key = Q(name_key=name_key(text))
    if text.isascii() and text.isdigit():
        key |= Q(pk=min(int(text), BIGGEST_KEY))
    return dict(User.objects.visible().filter(key).values_list("pk", "name"))


def _categories(text):
    """The names of the categories of this name, by their numbers; without one, all below them."""
    tree = list(Category.objects.with_path())
    named = {each.pk for each in tree if text.casefold() in (each.name.casefold(), each.slug)}
    below = [each for each in tree if named & {step.pk for step in each.path}]
    return {each.pk: str(each) if each.pk in named else "" for each in below}


_FINDERS = {"user": _members, "category": _categories}
_MISSING = {
    "user": lambda: _("There is no member “%s”: this was left out."),
    "category": lambda: _("There is no category “%s”: this was left out."),
}
