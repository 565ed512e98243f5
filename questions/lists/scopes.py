"""Which questions a list has, and where they are found however many there are."""

from django.db.models import Exists, OuterRef

from posts.paging import Along, KeyPage
from questions.models import Category, Question, Tag, Tagging

# What a tagging repeats of its question, by the question's own names.
_COPIES = {its: ours for ours, its in Tagging.MIRRORED.items()}


class Everything:
    """The whole site, without the questions that carry one of the tags that are `hidden`."""

    def __init__(self, hidden=()):
        self.hidden = list(hidden)

    def page(self, tab, params, **more):
        """One page of the tab."""
        rows = tab.of(Question.objects.visible().without_tags(self.hidden))
        along = None if tab.few else self.along(tab, rows)
        rows = self.among_few(rows) if tab.few else rows
        return KeyPage(rows.for_list(), params, by=tab.by, along=along, **more)

    def along(self, tab, rows):
        """Where the rows of a tab that has many are found; None: along their own index."""
        return None

    def among_few(self, rows):
        """Those of a tab's few rows that belong here."""
        return rows


class Branch(Everything):
    """A category and all below it. A branch may be moved: no question knows what is above it."""

    def __init__(self, category, hidden=()):
        super().__init__(hidden)
        self.categories = Category.objects.under(category)

    def along(self, tab, rows):
        return Along(rows, by=tab.by, key="pk", groups=self.categories, link="category")

    def among_few(self, rows):
        return rows.filter(category__in=self.categories)


class _ByTagging(Everything):
    """What is found along the taggings, which repeat what their question is sorted by."""

    def taggings(self, tab):
        """Taggings of visible questions of the tab, in its order; the scope says of which tag."""
        only = {
            _COPIES.get(its, f"content_object__{its}"): value for its, value in tab.only.items()
        }
        rows = Tagging.objects.filter(removed_at=None, **only)
        if self.hidden:
            theirs = Tagging.objects.filter(content_object=OuterRef("content_object"))
            rows = rows.exclude(Exists(theirs.filter(tag__in=self.hidden)))
        return rows.order_by(f"-{_COPIES[tab.by]}", "-content_object")

    def found_by(self, taggings, tab, **groups):
        columns = {"by": _COPIES[tab.by], "unique": "content_object", "key": "content_object"}
        return Along(taggings, **columns, **groups)


class Tagged(_ByTagging):
    """What carries each of the tags and none of those `without`."""

    def __init__(self, tags, without=(), hidden=()):
        super().__init__({*without, *hidden} - {*tags})
        # The index of the rarest is read, and what is found there is asked for the others.
        self.rarest, *self.others = sorted(tags, key=lambda tag: tag.question_count)

    def along(self, tab, rows):
        taggings = self.taggings(tab).filter(tag=self.rarest)
        for tag in self.others:
            theirs = Tagging.objects.filter(content_object=OuterRef("content_object"), tag=tag)
            taggings = taggings.filter(Exists(theirs))
        return self.found_by(taggings, tab)

    def among_few(self, rows):
        for tag in (self.rarest, *self.others):
            rows = rows.with_tag([tag])
        return rows


class Followed(_ByTagging):
    """What carries one of the tags that a member follows."""

    def __init__(self, tags, hidden=()):
        super().__init__({*hidden} - {*tags})
        self.tags = Tag.objects.filter(pk__in=[tag.pk for tag in tags])

    def along(self, tab, rows):
        return self.found_by(self.taggings(tab), tab, groups=self.tags, link="tag")

    def among_few(self, rows):
        return rows.with_tag(self.tags)
