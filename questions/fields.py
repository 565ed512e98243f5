import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from questions.models import Category, Tag
from questions.models.tag import LONGEST_NAME, clean_name

MOST_TAGS = 5


class TagsField(forms.CharField):
    """One to five tags, separated by commas or spaces; gives a list of names."""

    def clean(self, value):
        raw = [part for part in re.split(r"[,\s]+", super().clean(value)) if part]
        names = list(dict.fromkeys(clean_name(part) for part in raw))
        if not 1 <= len(names) <= MOST_TAGS:
            raise ValidationError(_("Give one to five tags."))
        return names

    def prepare_value(self, value):
        return value if isinstance(value, str) or value is None else ", ".join(value)


class TagField(forms.CharField):
    """One tag that there is, by its name or that of a tag merged into it."""

    default_error_messages = {"none": gettext_lazy("There is no such tag.")}

    def __init__(self, **kwargs):
        super().__init__(max_length=LONGEST_NAME, **kwargs)

    def clean(self, value):
        # A completed name has a comma after it, where more of them may follow.
        name = clean_name(super().clean(value.rstrip(", ")))
        tag = Tag.objects.in_sight([name]).get(name)
        if tag is None:
            raise ValidationError(self.error_messages["none"], code="none")
        return tag


class CategoryField(forms.ModelChoiceField):
    """A category, shown as its path, in the order of the tree."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Category.objects.with_path(), **kwargs)
        self.widget.choices = self.choices = self.tree

    def tree(self):
        """The choices, a category before those below it; read when the form is shown."""
        yield "", _("Choose a category")
        by_path = sorted(
            self.queryset.all(),
            key=lambda category: [(step.position, step.name) for step in category.path],
        )
        for category in by_path:
            yield category.pk, str(category)
