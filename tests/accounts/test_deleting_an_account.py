import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError

from accounts.models import Suspension, User
from answers.models import Answer
from questions.models import Question
from tests import cast

pytestmark = pytest.mark.django_db

PAGE = "/account/delete/"


@pytest.fixture
def ada(client, sign_in):
    member = cast.ada()
    sign_in(member.email, cast.PASSWORD)
    return member


def test_posts_stay_and_everything_personal_goes(client, ada, mailoutbox):
    question = cast.question(ada)
    cast.answer(ada, cast.question(cast.bo(), title="How does one fold a fitted sheet?"))
    ada.suspend(by=None, because="Too loud.")
    client.post(PAGE, {"password": cast.PASSWORD})
    assert Question.objects.get(pk=question.pk).author is None
    assert Answer.objects.get().author is None
    assert list(User.objects.values_list("name", flat=True)) == ["Bo Answers"]
    assert not Suspension.objects.exists()
    page = client.get(question.get_absolute_url()).content.decode()
    assert "Ada Asks" not in page
    assert "Deleted member" in page or "deleted member" in page


def test_the_sessions_end_everywhere(client, ada, sign_in):
    other = type(client)()
    sign_in(ada.email, cast.PASSWORD, client=other)
    client.post(PAGE, {"password": cast.PASSWORD})
    for browser in (client, other):
        assert browser.get("/account/profile/").status_code == 302


def test_name_and_address_are_free_again(client, ada, sign_up):
    client.post(PAGE, {"password": cast.PASSWORD})
    sign_up(email="ada.asks@cast.invalid", name="Ada Asks")
    assert User.objects.get().pk != ada.pk


def test_a_wrong_password_deletes_nothing(client, ada):
    response = client.post(PAGE, {"password": "a guess"})
    assert response.context["form"].errors["password"]
    assert User.objects.exists()


def test_guesses_are_limited_as_at_sign_in(client, ada):
    for _ in range(5):
        client.post(PAGE, {"password": "a guess"})
    client.post(PAGE, {"password": cast.PASSWORD})
    assert User.objects.exists()


def test_looking_at_the_page_deletes_nothing(client, ada):
    assert client.get(PAGE).status_code == 200
    assert User.objects.exists()


def test_the_log_of_a_moderator_is_not_lost():
    moderator = cast.mo()
    with pytest.raises(ValidationError):
        moderator.delete_account()
    LogEntry.objects.log_actions(moderator.pk, [moderator], CHANGE, "remove: spam")
    moderator.is_staff = False
    with pytest.raises(ValidationError):
        moderator.delete_account()
    assert LogEntry.objects.exists()
