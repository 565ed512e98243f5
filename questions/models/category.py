from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from accounts.models import Act
from hotpages.drops import drop
from posts.rules import require_moderator

# What a form changes: not the number of questions, which others count meanwhile.
WRITTEN = ["parent", "name", "slug", "description", "level", "position"]


class CategoryQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("level", "position", "name", "pk")

    def with_path(self):
        """With the parents that a breadcrumb names, in the same query."""
        return self.select_related("parent__parent")

    def under(self, category):
        """The category and all below it."""
        return self.filter(
            models.Q(pk=category.pk)
            | models.Q(parent=category.pk)
            | models.Q(parent__parent=category.pk)
        )

    def questions(self):
        """How many questions in sight these categories have together."""
        return self.aggregate(number=models.Sum("question_count"))["number"] or 0

    def count_question(self, *, out_of=None, into=None):
        """A question in sight left one category for another; either may be None, for nowhere.

        The rows are held in the order of their numbers, after the question's tags.
        """
        moves = [] if out_of == into else [(out_of, -1), (into, +1)]
        for pk, by in sorted(move for move in moves if move[0]):
            self.filter(pk=pk).update(question_count=models.F("question_count") + by)


class Category(models.Model):
    """A place in the tree of subjects, three levels deep."""

    DEEPEST = 3

    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    name = models.CharField(_("name"), max_length=60)
    slug = models.CharField(_("slug"), max_length=80, editable=False)
    description = models.CharField(_("description"), max_length=300, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), default=1, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    # Of this category alone; a branch has the sum. Only `count_question` writes it.
    question_count = models.PositiveIntegerField(_("questions"), default=0, editable=False)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="category_name_once"),
            # Two NULLs differ, and saying otherwise needs Postgres 15.
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(parent=None), name="category_name_once_on_top"
            ),
            models.CheckConstraint(
                condition=models.Q(level__gte=1, level__lte=3), name="category_three_levels"
            ),
        ]

    def __str__(self):
        return " › ".join(category.name for category in self.path)

    def get_absolute_url(self):
        return reverse("category", args=[self.pk, self.slug or "-"])

    def clean(self):
        """Refuse a fourth level and a circle."""
        ancestors = self.parent.path if self.parent else []
        if self.pk and any(category.pk == self.pk for category in ancestors):
            raise ValidationError({"parent": _("A category cannot stand below itself.")})
        if len(ancestors) + self.depth > self.DEEPEST:
            raise ValidationError({"parent": _("Categories are at most three levels deep.")})

    @property
    def page_key(self):
        """What pages that show this category in their path are kept under."""
        return f"category:{self.pk}"

    @transaction.atomic
    def save(self, *args, **kwargs):
        self.slug = slugify(self.name, allow_unicode=True)
        self.level = self.parent.level + 1 if self.parent else 1
        if not self._state.adding:
            kwargs.setdefault("update_fields", WRITTEN)
        super().save(*args, **kwargs)
        drop(self.page_key)
        for child in self.children.exclude(level=self.level + 1):
            child.save()

    @transaction.atomic
    def move(self, *, under, by, because):
        """Stand below another category, or with None on top. Returns whether that is new.

        The whole tree is held: of two moves at once, each right by itself, the second could close a
        circle. Raises ValidationError for that, a fourth level, a name that stands there already,
        and without a reason.
        """
        require_moderator(by)
        if not because.strip():
            raise ValidationError({"because": _("Say why: it stays in the log.")})
        tree = Category.objects.order_by("pk").select_for_update(no_key=True)
        row = {each.pk: each for each in tree}[self.pk]
        if row.parent == under:
            return False
        before, row.parent = str(row), under
        row.full_clean()
        row.save()
        self.parent, self.level = row.parent, row.level
        about, because = ("category", row.pk), f"{before} → {row}. {because}"
        Act.record(Act.Kind.MOVED, by=by, about=about, because=because)
        return True

    @property
    def path(self):
        """The categories from the top down to this one."""
        return [*(self.parent.path if self.parent else []), self]

    @property
    def depth(self):
        """How many levels this category and those below it take up."""
        if not self.pk:
            return 1
        below = Category.objects.filter(parent=self)
        if not below.exists():
            return 1
        return 3 if Category.objects.filter(parent__parent=self).exists() else 2
