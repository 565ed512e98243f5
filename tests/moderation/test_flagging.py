"""Flags: who may, what hides a post, and what moderators make of them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Act
from moderation import removing
from moderation.models import Flag
from moderation.weights import record_of, weight_of
from tests import cast
from tests.coins import fresh
from tests.standing import reputation, standing


def flag(by, post, kind="spam", words=""):
    return Flag.put(by=by, post=post, kind=kind, words=words)


@pytest.mark.parametrize("what", ["question", "answer", "comment"])
def test_three_spam_flags_of_members_in_standing_hide_a_post(what, question, answer, bo, regulars):
    comment = cast.comment(bo, question)
    post = {"question": question, "answer": answer, "comment": comment}[what]
    for member in regulars[:2]:
        flag(member, post)
    assert fresh(post).removed_at is None
    flag(regulars[2], post)
    assert fresh(post).is_held


def test_flags_of_who_has_just_come_hide_nothing(answer):
    for number in range(5):
        flag(cast.newcomer(f"New {number}"), answer)
    assert fresh(answer).removed_at is None


def test_other_flags_hide_nothing(answer, regulars):
    for member in regulars:
        flag(member, answer, kind="rude")
    assert fresh(answer).removed_at is None


def test_a_moderators_spam_flag_hides_at_once(answer, mo):
    flag(mo, answer)
    assert fresh(answer).is_held


def test_a_second_flag_is_the_first_one(answer, regulars):
    first = flag(regulars[0], answer)
    assert flag(regulars[0], answer, kind="rude") == first
    assert Flag.objects.count() == 1


def test_who_has_cried_wolf_too_often_weighs_nothing(bo, mo, regulars):
    wolf = regulars[0]
    for number in range(3):
        question = cast.question(bo, title=f"Question number {number}, is it?")
        flag(wolf, question)
        Flag.decide(by=mo, post=question, helpful=False)
    assert record_of(wolf) == (0, 3)
    assert weight_of(wolf) == 0
    for number in range(2):
        question = cast.question(bo, title=f"Another question {number}, is it?")
        flag(wolf, question)
        Flag.decide(by=mo, post=question, helpful=True)
    assert weight_of(wolf) == 1


def test_nobody_flags_their_own_post(question, ada):
    with pytest.raises(PermissionDenied, match="your own"):
        flag(ada, question)


def test_something_else_needs_words(answer, regulars):
    with pytest.raises(ValidationError, match="what is wrong"):
        flag(regulars[0], answer, kind="other", words="  bad  ")
    flag(regulars[0], answer, kind="other", words="It names my neighbour.")


def test_a_day_has_so_many_flags(bo, regulars, settings):
    settings.FLAGS_A_DAY = 2
    questions = [cast.question(bo, title=f"Question number {n}, is it?") for n in range(3)]
    for question in questions[:2]:
        flag(regulars[0], question)
    with pytest.raises(ValidationError, match="2 posts today"):
        flag(regulars[0], questions[2])


def test_declined_flags_show_a_hidden_post_again(answer, mo, regulars):
    for member in regulars:
        flag(member, answer)
    assert Flag.decide(by=mo, post=answer, helpful=False) == 3
    assert fresh(answer).removed_at is None
    assert set(Flag.objects.values_list("helpful", flat=True)) == {False}
    assert Flag.decide(by=mo, post=answer, helpful=True) == 0


def test_only_moderators_decide(answer, regulars):
    with pytest.raises(PermissionDenied):
        Flag.decide(by=regulars[0], post=answer, helpful=True)


def test_spam_costs_its_author_a_hundred_and_a_restored_post_gives_it_back(answer, bo, mo):
    bo = standing(bo, 250)
    removing.remove_as_spam(answer, by=mo)
    removing.remove_as_spam(answer, by=mo)
    assert reputation(bo) == 150
    fresh(answer).restore(by=mo)
    assert reputation(bo) == 250


def test_a_hidden_post_that_is_removed_makes_its_flags_helpful(answer, mo, regulars):
    for member in regulars:
        flag(member, answer)
    removing.remove(answer, by=mo, because="Advertising.")
    assert not fresh(answer).is_held
    assert fresh(answer).removal.by == mo
    assert set(Flag.objects.values_list("helpful", flat=True)) == {True}


def test_a_removal_needs_a_reason(answer, mo):
    with pytest.raises(ValidationError, match="Say why"):
        removing.remove(answer, by=mo, because=" ")


def test_the_form_thanks_and_leads_back(client, answer, regulars):
    client.force_login(regulars[0])
    address = reverse("answer_flag", args=[answer.pk])
    assert client.get(address).status_code == 200
    response = client.post(address, {"kind": "rude", "words": ""}, follow=True)
    assert "A moderator will look at it" in response.text
    assert Flag.objects.get().kind == "rude"


def test_what_is_refused_stands_beside_what_was_typed(client, answer, regulars):
    client.force_login(regulars[0])
    address = reverse("answer_flag", args=[answer.pk])
    response = client.post(address, {"kind": "other", "words": "bad"})
    assert response.status_code == 422
    assert "Say in a few words what is wrong." in response.text
    assert ">bad</textarea>" in response.text.replace("\n", "")
    assert client.post(address, {"kind": "nonsense"}).status_code == 422


def test_members_find_the_flag_beside_what_is_not_theirs(client, answer, ada, bo):
    address = answer.question.get_absolute_url()
    assert "/flag/" not in client.get(address).text
    client.force_login(bo)
    page = client.get(address).text
    assert reverse("question_flag", args=[answer.question_id]) in page
    assert reverse("answer_flag", args=[answer.pk]) not in page


def test_a_comment_below_what_was_removed_is_not_flagged_nor_shown(client, answer, mo, regulars):
    comment = cast.comment(answer.author, answer)
    fresh(answer).remove(by=mo, because="Copied.")
    with pytest.raises(ValidationError, match="removed"):
        flag(regulars[0], comment)
    client.force_login(regulars[0])
    assert client.get(reverse("comment_flag", args=[comment.pk])).status_code == 404


def test_what_a_moderators_flag_hides_stands_in_the_log(answer, mo):
    flag(mo, answer)
    assert Act.objects.get().about == ("answer", answer.pk)


def test_spam_that_is_gone_already_costs_nothing(answer, bo, mo):
    bo = standing(bo, 250)
    removing.remove(answer, by=mo, because="Copied.")
    removing.remove_as_spam(answer, by=mo)
    assert reputation(bo) == 250
