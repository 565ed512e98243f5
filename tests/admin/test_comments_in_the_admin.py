import pytest

from comments.models import Comment
from questions.models import Question
from tests import cast
from tests.admin.pages import act, change_of, list_of, logged, no_inlines, shown
from tests.pages.test_ask_page import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def comment(question):
    return cast.comment(question.author, question, body="Where can one buy a *zebra*?")


def test_removing_and_restoring_go_through_the_verbs_and_into_the_log(admin, comment):
    for _ in range(2):
        act(admin, "remove", comment)
    assert Question.objects.get().comment_count == 0
    assert comment.removals.get().because == "Off the subject."
    for _ in range(2):
        act(admin, "restore", comment, because="By mistake.")
    assert Question.objects.get().comment_count == 1
    assert [entry.partition(":")[0] for entry in logged(comment)] == ["remove", "restore"]


def test_a_comment_is_read_and_not_changed_here(admin, comment):
    page = admin.get(change_of(comment))
    assert "<em>zebra</em>" in page.text
    admin.post(change_of(comment), {"body": "Something else", **no_inlines("removals")})
    assert Comment.objects.get().body == comment.body
    assert logged(comment) == ["No fields changed."]
    assert admin.get(list_of(Comment) + "add/").status_code == 403
    assert admin.get(change_of(comment).replace("change", "delete")).status_code == 403


@pytest.mark.parametrize("term", ["%(pk)s", "#%(pk)s", "Ada.Asks@cast.invalid", "zebras buying"])
def test_a_comment_is_found_by_number_author_and_words(admin, comment, answer, term):
    cast.comment(answer.author, answer)
    assert shown(admin.get(list_of(Comment), {"q": term % {"pk": comment.pk}})) == [comment]


@pytest.mark.parametrize("term", ["0", "9" * 30, "nobody@cast.invalid", "giraffe", "'; --", '"'])
def test_no_search_breaks_the_list(admin, comment, term):
    assert shown(admin.get(list_of(Comment), {"q": term})) == []


def test_removed_ones_have_a_list_of_their_own(admin, comment, question):
    other = cast.comment(question.author, question)
    act(admin, "remove", comment)
    assert shown(admin.get(list_of(Comment))) == [other]
    assert shown(admin.get(list_of(Comment, "?removed=yes"))) == [comment]


def test_a_list_costs_no_query_for_each_row(admin, comment, question):
    def cost():
        return len(queries_of(admin, list_of(Comment)))

    with_one = cost()
    for number in range(3):
        cast.comment(cast.answer(cast.member(f"Answerer {number}"), question).author, question)
    assert cost() == with_one
