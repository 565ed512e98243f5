import re

import pytest
from django.urls import reverse

from comments.models import Comment
from tests import cast
from tests.comments.conftest import long_here
from tests.hostile.page_judge import judged
from tests.pages.test_ask_page import queries_of

pytestmark = pytest.mark.django_db


def comments_on(post, number, by):
    """So many comments, told apart by their text, without a verb's cost for each."""
    first = Comment.objects.count()
    fields = {"author": by, "renderer_version": 1, post._meta.model_name: post}
    rows = [
        Comment(body=f"Comment {n}", body_html=f"Comment {n}.", **fields)
        for n in range(first, first + number)
    ]
    rows = Comment.objects.bulk_create(rows)
    type(post).objects.filter(pk=post.pk).update(comment_count=post.comments.count())
    return rows


def of(post):
    return reverse(f"{post._meta.model_name}_comments", args=[post.pk])


def numbers_in(text):
    """The comments that stand in a page, in their order."""
    return [int(number) for number in re.findall(r'id="comment-(\d+)"', text)]


def test_without_comments_none_are_asked_for(client, question, answer):
    url = question.get_absolute_url()
    assert not any("comments_comment" in sql for sql in queries_of(client, url))
    assert len(queries_of(client, url)) == 2
    assert "comments" not in client.get(url).text


def test_ten_comments_cost_one_query_and_a_hundred_the_same_one(client, question, answer, ada):
    url = question.get_absolute_url()
    without = queries_of(client, url)
    members = [long_here(cast.member(f"Member {n}")) for n in range(5)]
    answers = [answer, *(cast.answer(member, question) for member in members)]
    for number in (1, 10):
        for post, by in zip([question, *answers], [ada, ada, *members], strict=True):
            comments_on(post, number, by)
        cast.comment(ada, answer, body="@Member 1, @Member 2, is that so?")
        assert len(queries_of(client, url)) == len(without) + 1
    assert Comment.objects.count() > 70


def test_all_comments_on_a_page_of_their_own_cost_the_same(client, question, answer, ada):
    def cost():
        return len(queries_of(client, of(answer)))

    comments_on(answer, 10, ada)
    with_ten = cost()
    comments_on(answer, 90, ada)
    assert cost() == with_ten


def test_the_first_five_stand_below_their_post_oldest_first(client, question, answer, ada):
    on_answer = comments_on(answer, 7, ada)
    on_question = comments_on(question, 6, ada)
    text = client.get(question.get_absolute_url()).text
    firsts = [comment.pk for comment in (*on_question[:5], *on_answer[:5])]
    assert numbers_in(text) == firsts
    assert f'href="{of(answer)}"' in text
    assert "Show 2 more comments" in text
    assert "Show 1 more comment<" in text


def test_a_removed_one_makes_room_for_the_next(client, question, ada):
    comments = comments_on(question, 6, ada)
    comments[0].remove(by=ada, because="A mistake.")
    text = client.get(question.get_absolute_url()).text
    assert numbers_in(text) == [comment.pk for comment in comments[1:]]
    assert "more comment" not in text


def test_the_page_of_all_shows_all_and_leads_back(client, question, answer, ada):
    comments = comments_on(answer, 7, ada)
    response = client.get(of(answer))
    assert judged(response, 200) == []
    assert numbers_in(response.text) == [comment.pk for comment in comments]
    assert "more comment" not in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    for expected in (answer.get_absolute_url(), question.category.get_absolute_url()):
        assert f'href="{expected}"' in response.text
    assert "answer by <bdi>Bo Answers</bdi>" in response.text


def test_a_hundred_stand_on_a_page_and_each_has_its_address(client, question, ada):
    comments = comments_on(question, 101, ada)
    assert len(numbers_in(client.get(of(question)).text)) == 100
    assert numbers_in(client.get(of(question), {"page": 2}).text) == [comments[100].pk]
    places = {
        4: f"{question.get_absolute_url()}#comment-{comments[4].pk}",
        5: f"{of(question)}#comment-{comments[5].pk}",
        100: f"{of(question)}?page=2#comment-{comments[100].pk}",
    }
    for index, place in places.items():
        assert client.get(comments[index].get_absolute_url())["Location"] == place


def test_a_comment_on_an_answer_of_the_second_page_is_found_there(client, question, ada):
    answers = [cast.answer(ada, question) for _ in range(31)]
    comment = cast.comment(ada, answers[30])
    place = client.get(comment.get_absolute_url())["Location"]
    assert place == f"{question.get_absolute_url()}?page=2#comment-{comment.pk}"
    assert numbers_in(client.get(place).text) == [comment.pk]


def test_a_comment_that_never_was_is_not_found(client, question):
    for path in ("/comments/12345/", "/questions/12345/comments/", "/answers/12345/comments/"):
        assert client.get(path).status_code == 404


def test_htmx_is_given_the_list_alone_and_the_first_new_one_takes_the_focus(
    client, question, answer, ada
):
    comments = comments_on(answer, 101, ada)
    client.force_login(ada)
    whole, part = client.get(of(answer)), client.get(of(answer), headers={"HX-Request": "true"})
    assert "<html" in whole.text
    assert part.text.strip().startswith(
        f'<div class="comments__list" id="comments-answer-{answer.pk}">'
    )
    assert numbers_in(part.text) == [comment.pk for comment in comments[:100]]
    assert f'id="comment-{comments[5].pk}" tabindex="-1" autofocus' in part.text
    assert part.text.count("autofocus") == 1
    assert f'href="{of(answer)}?page=2"' in part.text
    assert "Show 1 more comment<" in part.text
    for response in (whole, part):
        assert "HX-Request" in response["Vary"]


def test_a_score_is_shown_when_there_is_one(client, question, ada):
    comment = cast.comment(ada, question)
    for score, is_shown in ((0, False), (-1, False), (3, True)):
        Comment.objects.filter(pk=comment.pk).update(score=score)
        text = client.get(question.get_absolute_url()).text
        assert ("<b>3</b> score" in text, "comment__score" in text) == (is_shown, is_shown)


def test_what_changes_of_a_comment_shows_at_once(client, question, ada, settings):
    settings.HOT_PAGES = False
    comment = cast.comment(ada, question)

    def page():
        return client.get(question.get_absolute_url()).text.partition('class="timing"')[0]

    changes = {
        "body_html": "Quite another text.",
        "edited_at": "2031-05-04T03:02:01Z",
        "created_at": "2011-05-04T03:02:01Z",
        "author": None,
    }
    for column, value in changes.items():
        before = page()
        assert page() == before
        Comment.objects.filter(pk=comment.pk).update(**{column: value})
        assert page() != before, column
