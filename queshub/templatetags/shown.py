"""What a stored fragment shows of a row and its reader, as the values that it is found by."""

from django import template

from answers.forms import AnswerForm
from answers.shown import shown_answer
from comments.shown import shown_comment
from pages.choices import comment_choices
from questions.forms import PledgeForm
from questions.shown import shown_categories, shown_row, shown_tags

register = template.Library()
register.filter("shown_answer", shown_answer)
register.filter("shown_comment", shown_comment)
register.filter("shown_row", shown_row)
register.filter("shown_categories", shown_categories)
register.filter("shown_tags", shown_tags)
register.filter("comment_choices", comment_choices)


@register.simple_tag
def empty_answer_form(once_key, opened):
    """The form as it is for everybody, to be kept: what is one reader's own is given, as holes."""
    return AnswerForm(initial={"once_key": once_key, "opened": opened})


@register.simple_tag
def empty_pledge_form(once_key):
    """The same for coins."""
    return PledgeForm(initial={"once_key": once_key}, auto_id="pledge_%s")
