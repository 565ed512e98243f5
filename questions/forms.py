from django import forms
from django.utils.translation import gettext_lazy as _

from posts.forms import BodyField, OnceForm, VerbForm
from questions.fields import CategoryField, TagsField
from questions.titles import LONGEST, clean_title


class QuestionForm(VerbForm):
    """The text of a question and its place."""

    title = forms.CharField(
        label=_("Title"),
        max_length=LONGEST,
        help_text=_("Your question in one sentence, 15 to 150 characters."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    body = BodyField(label=_("What do you want to know?"))
    category = CategoryField(label=_("Category"))
    tags = TagsField(
        label=_("Tags"),
        help_text=_("One to five words that others would search for, separated by commas."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    def clean_title(self):
        return clean_title(self.cleaned_data["title"])


class AskForm(OnceForm, QuestionForm):
    """A new question."""


class EditQuestionForm(QuestionForm):
    """A question's text and place, as they are now."""

    @classmethod
    def of(cls, question, data=None):
        initial = {
            "title": question.title,
            "body": question.body,
            "category": question.category_id,
            "tags": [tag.name for tag in question.tag_list],
        }
        return cls(data, initial=initial)
