from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.admin_actions import ReasonForm
from accounts.fields import UntilField
from posts.admin import PostForm
from questions.fields import MOST_TAGS
from questions.models import Question, Tag
from questions.restricting_form import UNTIL_WHEN
from questions.titles import clean_title


class RestrictionForm(ReasonForm):
    """Why questions are locked or protected, and until when."""

    until = UntilField(help_text=UNTIL_WHEN)


class TagsField(forms.ModelMultipleChoiceField):
    """One to five tags that exist, found by typing; gives their names in the order chosen."""

    widget = AutocompleteSelectMultiple(Question._meta.get_field("tags"), admin.site)

    def __init__(self, **kwargs):
        super().__init__(queryset=Tag.objects.all(), **kwargs)

    def clean(self, value):
        chosen = {str(tag.pk): tag.name for tag in super().clean(value)}
        if not 1 <= len(chosen) <= MOST_TAGS:
            raise ValidationError(_("Give one to five tags."))
        return [chosen[key] for key in dict.fromkeys(map(str, value))]


class QuestionForm(PostForm):
    """A question's text and place."""

    title = forms.CharField(
        label=_("Title"), max_length=150, widget=forms.TextInput(attrs={"size": 90, "dir": "auto"})
    )
    tags = TagsField(label=_("Tags"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        taggings = self.instance.taggings.order_by("pk")
        self.initial["tags"] = list(taggings.values_list("tag", flat=True))

    def clean_title(self):
        title = self.cleaned_data["title"]
        return clean_title(title) if "title" in self.changed_data else title
