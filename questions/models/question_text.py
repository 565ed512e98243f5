from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from hotpages.drops import drop
from posts.models import TEXT, Post
from posts.newcomers import check_newcomer
from posts.rules import require_editor, require_present, require_suggester, require_unlocked
from questions.new_tags import check_new_tags
from questions.titles import slug_of

from .category import Category
from .tag import Tag, Tagging


class QuestionText(Post):
    """What a question says and where it stands, and how that is edited."""

    title = models.CharField(_("title"), max_length=150)
    slug = models.CharField(max_length=100, blank=True, editable=False)
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="questions",
    )
    tags = TaggableManager(through=Tagging, verbose_name=_("tags"))

    class Meta(Post.Meta):
        abstract = True

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.slug = slug_of(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        if not self.slug:
            return reverse("question", args=[self.pk])
        return reverse("question", args=[self.pk, self.slug])

    @property
    def page_key(self):
        """What the question's page is kept under, and its views are counted for."""
        return f"question:{self.pk}"

    @property
    def title_key(self):
        """What pages that show the title besides their own question are kept under."""
        return f"title:{self.pk}"

    @property
    def category_path(self):
        return self.category.path if self.category else []

    @cached_property
    def tag_list(self):
        """The tags, in the order the asker gave them; needs `with_tags`."""
        return [tagging.tag for tagging in self.shown_taggings]

    @property
    def content(self):
        """What a revision keeps."""
        return {
            "title": self.title,
            "body": self.body,
            "body_format": self.body_format,
            "category": self.category,
            "tags": self._tag_names(),
        }

    def _tag_names(self):
        """The names of `tag_list`; a query where nobody asked `with_tags`."""
        if "shown_taggings" in self.__dict__:
            return [tag.name for tag in self.tag_list]
        shown = self.taggings.filter(tag__removed_at=None).order_by("pk")
        return list(shown.values_list("tag__name", flat=True))

    # --- Verbs

    def edit(self, *, by, title, body, category, tags, because="", based_on=0):
        """Change the text and its place; tags are names. Returns the row as it is then.

        `based_on` is the version that was edited: an older one is refused by ChangedMeanwhile.
        """
        require_editor(self, by)
        self.set_body(body)
        content = {"title": title, "category": category, "tags": Tag.objects.meant(tags)}
        self.check_rewrite(content, by=by)
        return self.rewrite(content, by=by, because=because, based_on=based_on)

    def roll_back(self, *, by, to, based_on=0):
        """Give the question the content of an earlier revision of its own.

        A category that is gone since, and tags that moderators removed, stay away.
        """
        require_editor(self, by)
        tags = Tag.objects.not_removed(to.tags)
        check_new_tags(tags, by=by)
        self.set_body(to.body, to.body_format)
        content = {
            "title": to.title,
            "category": to.category or self.category,
            "tags": tags,
        }
        return self.rewrite(content, by=by, based_on=based_on, rolled_back_to=to.number)

    def suggest_edit(self, *, by, title, body, category, tags, because, based_on=0, once_key=None):
        """Propose another text or place, for a reviewer or the asker to decide about."""
        require_suggester(self, by)
        check_new_tags(tags, by=by)
        content = {"title": title, "body": body, "category": category}
        content["tags"] = Tag.objects.meant(tags)
        why = {"because": because, "based_on": based_on, "once_key": once_key}
        return self.suggested_edits.model.suggest(self, content, by=by, **why)

    # --- What the verbs are made of

    def check_rewrite(self, content, *, by):
        """Refuse what `by` may not put into this text, which has its body, or its place."""
        check_newcomer(self, by=by)
        check_new_tags(content["tags"], by=by)

    def locked(self):
        """The row as it is now, held until the transaction ends."""
        return type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)

    def hold(self):
        """The row to edit, held. Refuses one that has been removed, or that a moderator locked."""
        row = self.locked()
        require_present(row)
        require_unlocked(row)
        return row

    def take(self, content, *, text):
        """Write this content, with `text`'s body and HTML; the caller holds the row."""
        for column in TEXT:
            setattr(self, column, getattr(text, column))
        before, had = self.category_id, self.title
        self.title, self.category = content["title"], content["category"]
        self.active_at = self.edited_at
        self.save()
        self.set_tags(content["tags"])
        if not self.removed_at:
            Category.objects.count_question(out_of=before, into=self.category_id)
        drop(self.page_key, *([self.title_key] if self.title != had else []))

    def set_tags(self, names):
        """Carry exactly these tags, in this order; the tags' counters follow."""
        before = {tagging.tag for tagging in self.taggings.select_related("tag")}
        before = {tag for tag in before if not tag.removed_at}  # the others wait to be restored
        after = Tag.objects.named(names)
        gone, new = before - set(after), [tag for tag in after if tag not in before]
        self.taggings.filter(tag__in=gone).delete()
        mirrored = {ours: getattr(self, its) for ours, its in Tagging.MIRRORED.items()}
        Tagging.objects.bulk_create(
            [Tagging(content_object=self, tag=tag, **mirrored) for tag in new]
        )
        if not self.removed_at:
            Tag.objects.count_questions(gone, -1)
            Tag.objects.count_questions(new, +1)
        self.mirror()

    def mirror(self):
        """Copy onto the taggings what a tag's lists sort by; the caller holds the row's lock."""
        mine = type(self).objects.filter(pk=self.pk).values(*Tagging.MIRRORED.values()).get()
        self.taggings.update(**{ours: mine[its] for ours, its in Tagging.MIRRORED.items()})
