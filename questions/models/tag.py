import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

import markup
from accounts.models import Act, Removable, Removal
from hotpages.drops import EVERYTHING, drop
from posts.rules import require_moderator

from .mergeable_tag import MergeableTag
from .tag_synonym import TagSynonym

NAME = re.compile(r"[^\W_][\w+#.\-]*", re.UNICODE)
LONGEST_NAME = 35
# Stands where a tag's slug stands: /tags/completion/ is no tag's page.
RESERVED = {"completion"}


def clean_name(raw):
    """A tag's name in its one form: lower case, words joined by hyphens."""
    name = re.sub(r"\s+", "-", raw.strip().lower())
    if not NAME.fullmatch(name.removeprefix(".")) or len(name) > LONGEST_NAME:
        raise ValidationError(
            _t(
                "“%(name)s” cannot be a tag: use up to %(most)s letters, digits and + # . -, "
                "beginning with a letter or digit."
            ),
            params={"name": raw.strip()[:60], "most": LONGEST_NAME},
        )
    return name


def slugs(name):
    """Addresses that a tag of this name may have, the best first."""
    stem = slugify(name, allow_unicode=True) or "tag"
    first = [] if stem in RESERVED else [stem]
    return [*first, *(f"{stem}-{number}" for number in range(2, 100))]


def too_alike(name):
    return ValidationError(_t("“%(name)s” is too much like other tags."), params={"name": name})


def removed(name):
    return ValidationError(
        _t("“%(name)s” was removed by a moderator: choose another tag."), params={"name": name}
    )


class TagQuerySet(models.QuerySet):
    def visible(self):
        return self.filter(removed_at=None)

    def busiest(self):
        """Tags of questions in sight: that of one that is held alone is as unknown as that one."""
        return self.visible().filter(question_count__gt=0).order_by("-question_count", "name")

    def named(self, names):
        """Tags of these names, made where missing, in the order of `names`, each once.

        The name of a merged tag means the other one. Raises ValidationError for a tag that
        moderators have removed.
        """
        found = self._by_name(names)
        for name in sorted(set(names) - found.keys()):
            self._make(name)
        found = found | self._by_name(set(names) - found.keys())
        if gone := [tag.name for tag in found.values() if tag.removed_at]:
            raise removed(gone[0])
        return list(dict.fromkeys(found[name] for name in names))

    def in_sight(self, names):
        """The tags that these names mean, by the name, without those that moderators removed."""
        return {name: tag for name, tag in self._by_name(names).items() if not tag.removed_at}

    def meant(self, names):
        """The names, each once; in place of a merged tag's the other's."""
        merged = TagSynonym.objects.filter(synonym__name__in=names)
        meaning = dict(merged.values_list("synonym__name", "tag__name"))
        return list(dict.fromkeys(meaning.get(name, name) for name in names))

    def not_removed(self, names):
        """What these names mean, without those of removed tags."""
        names = self.meant(names)
        gone = self.filter(name__in=names).exclude(removed_at=None)
        gone = set(gone.values_list("name", flat=True))
        return [name for name in names if name not in gone]

    def _by_name(self, names):
        tags = self.filter(name__in=names).select_related("meaning__tag")
        return {tag.name: tag.meant for tag in tags}

    def _make(self, name):
        """Two at once may make one tag: the slug or the name that is taken is skipped.

        Raises ValidationError when every address is taken, by names such as c, c+, c++ and so on.
        """
        for slug in slugs(name):
            self.bulk_create([Tag(name=name, slug=slug)], ignore_conflicts=True)
            if self.filter(name=name).exists():
                return
        raise too_alike(name)

    def count_questions(self, tags, by):
        """Add `by` to each tag's number of questions, locking in one order for all writers."""
        keys = sorted(tag.pk for tag in tags)
        locked = self.filter(pk__in=keys).order_by("pk").select_for_update().values_list("pk")
        self.filter(pk__in=[pk for (pk,) in locked]).update(question_count=F("question_count") + by)


class Tag(MergeableTag, Removable, TagBase):
    """A word that questions are found by."""

    description = models.TextField(_("description"), blank=True)
    description_html = models.TextField(blank=True, editable=False)
    question_count = models.PositiveIntegerField(_("questions"), default=0, editable=False)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        indexes = [
            models.Index(
                fields=["-question_count", "name"],
                condition=models.Q(removed_at=None),
                name="tag_busiest",
            )
        ]

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])

    @property
    def page_key(self):
        """What pages that show this tag are kept under."""
        return f"tag:{self.pk}"

    def describe(self, description):
        """Change the description. Raises `markup.TooSlow` when it cannot be rendered."""
        self.description = description
        self.description_html = markup.render(description) if description else ""
        self.save(update_fields=["description", "description_html"])

    def rename(self, name, *, by, because):
        """Take another name, and its address; the old address is gone.

        Raises ValidationError for what cannot be a name, for another tag's name, without a reason,
        and for a merged tag.
        """
        require_moderator(by)
        name = clean_name(name)
        if not because.strip():
            raise ValidationError({"because": _t("Say why: it stays in the log.")})
        taken = Tag.objects.exclude(pk=self.pk).filter(slug__in=slugs(name))
        taken = set(taken.values_list("slug", flat=True))
        slug = next((slug for slug in slugs(name) if slug not in taken), None)
        if slug is None:
            raise too_alike(name)
        try:
            with transaction.atomic():
                row = Tag.objects.select_for_update().get(pk=self.pk)
                row.refuse_if_merged()
                Tag.objects.filter(pk=self.pk).update(name=name, slug=slug)
                if name != row.name:
                    self.log(Act.Kind.RENAMED, by=by, because=f"{row.name} → {name}. {because}")
                drop(self.page_key)
        except IntegrityError as error:
            raise ValidationError({"name": _t("There is a tag of this name.")}) from error
        self.name, self.slug = name, slug

    def remove(self, *, by, because):
        """Take the tag out of sight; its questions stay."""
        return self.put_away(by=by, because=because)

    def restore(self, *, by):
        """Show it again. Raises ValidationError for a merged one, whose questions went along."""
        self.refuse_if_merged()
        return self.bring_back(by=by)

    def when_removed(self):
        drop(self.page_key)

    def when_restored(self):
        # Which pages show it again, no copy knows: they were made without it.
        drop(EVERYTHING)


class TagRemoval(Removal):
    """A tag that is gone from sight."""

    removed = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="removals")

    class Meta(Removal.Meta):
        verbose_name = _("tag's removal")
        verbose_name_plural = _("tags' removals")


class Tagging(ItemBase):
    """A tag on a question, with the question's columns that a tag's lists filter and sort by.

    Without them a tag's list would join and sort every question of the tag to show one page.
    `Question.mirror` keeps them equal to the question's.
    """

    MIRRORED = {
        "asked_at": "created_at",
        "active_at": "active_at",
        "score": "score",
        "answer_count": "answer_count",
        "removed_at": "removed_at",
    }

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    content_object = models.ForeignKey(
        "questions.Question",
        verbose_name=_("question"),
        on_delete=models.CASCADE,
        related_name="taggings",
    )
    asked_at = models.DateTimeField()
    active_at = models.DateTimeField()
    score = models.IntegerField(default=0)
    answer_count = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tagging")
        verbose_name_plural = _("taggings")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tagging_once")
        ]
        indexes = [
            models.Index(
                "tag",
                models.F("asked_at").desc(),
                models.F("content_object").desc(),
                condition=models.Q(removed_at=None),
                name="tagging_newest",
            ),
            models.Index(
                "tag",
                models.F("asked_at").desc(),
                models.F("content_object").desc(),
                condition=models.Q(removed_at=None, answer_count=0),
                name="tagging_unanswered",
            ),
            models.Index(
                "tag",
                models.F("active_at").desc(),
                models.F("content_object").desc(),
                condition=models.Q(removed_at=None),
                name="tagging_active",
            ),
        ]
