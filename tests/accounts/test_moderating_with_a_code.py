"""Moderators where MODERATORS_NEED_TOTP is on, as it is on a public address."""

import pytest
from django.test import Client

from accounts.roles import appoint_moderator
from accounts.second_factor import forget_second_factor
from answers.models import Answer
from questions.models import Question
from tests import cast
from tests.cast import PASSWORD
from tests.phone import Phone, phone_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

SET_UP = "/account/two-factor/totp/activate/"
CODE = "/account/two-factor/reauthenticate/"


@pytest.fixture(autouse=True)
def moderators_need_it(settings):
    settings.MODERATORS_NEED_TOTP = True


@pytest.fixture
def mo():
    mo = cast.mo()
    appoint_moderator(mo)
    return mo


@pytest.fixture
def with_password(client, mo, sign_in):
    """A browser in which Mo typed the password, before there was a second factor."""
    sign_in(mo.email, PASSWORD)
    return client


@pytest.fixture
def with_code(with_password, mo, type_code):
    """A browser in which Mo has typed a code too."""
    with_password.post(CODE, {"code": phone_of(mo).code})
    return with_password


@pytest.fixture
def question():
    return cast.question(cast.ada(), category=cast.category())


def remove(client, question):
    form = {"value": "1", "because": "An advertisement."}
    return client.post(f"/questions/{question.pk}/removal/", form)


def test_without_one_the_admin_leads_to_where_it_is_set_up_and_back(with_password, mo):
    wanted = "/admin/questions/question/?q=chair"
    page = with_password.get(wanted, follow=True)
    assert page.redirect_chain[-1][0].startswith("/account/reauthenticate/")
    assert "your password alone is not enough" in page.text
    page = with_password.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
    path, query = page.redirect_chain[-1][0].split("?")
    assert path == SET_UP
    code = Phone(page.context["form"].secret).code
    kept = with_password.post(f"{path}?{query}", {"code": code}, follow=True)
    assert f'href="{wanted}"' in kept.text
    assert with_password.get(wanted).status_code == 200


def test_a_session_from_before_is_asked_for_a_code(with_password, mo):
    phone = phone_of(mo)
    asked = with_password.get("/admin/", follow=True)
    assert asked.redirect_chain[-1][0] == f"{CODE}?next=%2Fadmin%2F"
    assert with_password.post(f"{CODE}?next=/admin/", {"code": phone.wrong}).status_code == 200
    assert with_password.get("/admin/").status_code == 302
    assert with_password.post(f"{CODE}?next=/admin/", {"code": phone.code}).url == "/admin/"
    assert with_password.get("/admin/").status_code == 200


def test_whoever_signed_in_with_a_code_is_not_asked_again(client, mo, sign_in, type_code):
    phone = phone_of(mo)
    form = {"login": mo.email, "password": PASSWORD, "next": "/admin/"}
    assert client.post("/account/login/", form).url == "/account/two-factor/authenticate/"
    assert type_code(phone.code).url == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", ["", "accounts/user/", "jsi18n/", "autocomplete/", "no/such/"])
def test_no_page_of_the_admin_opens_without(with_password, path):
    answer = with_password.get(f"/admin/{path}")
    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/admin/login/")


def test_nothing_is_sent_to_the_admin_without(with_password, mo):
    ada = cast.ada()
    form = {"action": "suspend", "_selected_action": [ada.pk], "apply": "1", "because": "x"}
    assert with_password.post("/admin/accounts/user/", form).status_code == 403
    assert not ada.suspensions.exists()


def test_powers_on_the_sites_own_pages_need_it_too(with_password, mo, question):
    refused = remove(with_password, question)
    assert refused.status_code == 403
    assert f'href="{SET_UP}"' in refused.text
    assert Question.objects.get().removed_at is None


def test_what_was_sent_is_given_back_and_sent_again_after_the_code(with_password, mo, question):
    phone = phone_of(mo)
    refused = remove(with_password, question)
    assert "An advertisement." in refused.text
    assert f'href="{CODE}"' in refused.text
    with_password.post(CODE, {"code": phone.code})
    assert remove(with_password, question).status_code == 302
    assert Question.objects.get().removal.because == "An advertisement."


def test_a_form_of_another_site_is_not_offered_to_be_sent_again(mo, question):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mo)
    refused = remove(client, question)
    assert refused.status_code == 403
    assert "Send again" not in refused.text


def test_a_moderators_own_answer_needs_it_as_well(with_password, question):
    form = {"body": cast.LONG_ENOUGH}
    refused = with_password.post(f"/questions/{question.pk}/answers/", form)
    assert refused.status_code == 403
    assert cast.LONG_ENOUGH in refused.text
    assert not Answer.objects.exists()


def test_what_only_moderators_see_of_others_needs_it(with_password, mo, question):
    for page in ("", "statement.csv"):
        path = f"{question.author.get_absolute_url()}coins/{page}"
        assert with_password.get(path).url.startswith(f"{SET_UP}?next=")
    phone = phone_of(mo)
    with_password.post(CODE, {"code": phone.code})
    assert with_password.get(path).status_code == 200


def test_reading_and_leaving_go_on_without(with_password, question):
    assert with_password.get(question.get_absolute_url()).status_code == 200
    with_password.post("/account/logout/")
    assert "_auth_user_id" not in with_password.session


def test_members_are_not_asked(client, question):
    client.force_login(question.author)
    assert remove(client, question).status_code == 302


def test_an_app_set_up_anew_ends_what_the_old_one_opened(with_code, mo):
    assert with_code.get("/admin/").status_code == 200
    forget_second_factor(mo)
    assert with_code.get("/admin/").status_code == 302
    phone_of(mo)
    assert with_code.get("/admin/").status_code == 302


def test_on_ones_own_machine_the_password_is_enough(with_password, settings):
    settings.MODERATORS_NEED_TOTP = False
    assert with_password.get("/admin/").status_code == 200
