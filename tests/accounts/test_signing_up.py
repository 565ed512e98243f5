import pytest

from accounts.models import User
from tests.cast import ada

pytestmark = pytest.mark.django_db

SENT = "/account/confirm-email/"


def signed_in(client):
    return "_auth_user_id" in client.session


def test_signing_up_confirming_signing_out_and_in(client, sign_up, sign_in, mailoutbox, link_in):
    assert sign_up().url == SENT
    assert not signed_in(client)
    link = link_in(mailoutbox[0])

    client.get(link)
    assert not signed_in(client), "a mail scanner that follows links must confirm nothing"
    client.post(link)
    assert signed_in(client)

    client.post("/account/logout/")
    assert not signed_in(client)
    sign_in("dee@cast.invalid", "seven green bottles")
    assert signed_in(client)


def test_an_address_that_is_not_confirmed_cannot_sign_in(client, sign_up, sign_in):
    sign_up()
    response = sign_in("dee@cast.invalid", "seven green bottles")
    assert response.url == SENT
    assert not signed_in(client)


def test_the_link_confirms_in_another_browser_without_signing_in(
    client, sign_up, mailoutbox, link_in, django_user_model
):
    sign_up()
    other = type(client)()
    other.post(link_in(mailoutbox[0]))
    assert not signed_in(other)
    assert django_user_model.objects.get().emailaddress_set.get().verified


def test_the_address_is_stored_in_small_letters(sign_up, sign_in, client, mailoutbox, link_in):
    sign_up(email="Dee@CAST.invalid")
    assert User.objects.get().email == "dee@cast.invalid"
    client.post(link_in(mailoutbox[0]))
    client.post("/account/logout/")
    sign_in("DEE@cast.INVALID", "seven green bottles")
    assert signed_in(client)


def test_a_name_like_anothers_is_refused_with_a_word(sign_up):
    ada()
    response = sign_up(name="Аdа-Аsks")
    assert response.status_code == 200
    assert "is taken" in response.context["form"].errors["name"][0]
    assert User.objects.count() == 1


def test_a_name_that_cannot_be_one_is_refused(sign_up):
    response = sign_up(name="Dee\u200b Newcomer")
    assert "invisible" in response.context["form"].errors["name"][0]


def test_what_was_typed_stays_except_the_password(sign_up):
    html = sign_up(name="x").content.decode()
    assert "dee@cast.invalid" in html
    assert "seven green bottles" not in html


def test_a_known_address_gives_the_same_page_and_a_mail_that_says_so(sign_up, mailoutbox):
    known = ada()
    response = sign_up(email=known.email)
    assert response.url == SENT
    assert User.objects.count() == 1
    assert mailoutbox[0].to == [known.email]
    assert "/account/password/reset/" in mailoutbox[0].body


def test_links_in_mails_do_not_follow_the_host_header(sign_up, client, mailoutbox, link_in):
    client.defaults["HTTP_HOST"] = "localhost:9999"
    sign_up()
    assert "localhost:9999" not in mailoutbox[0].body
    assert link_in(mailoutbox[0]).startswith(SENT)


def test_the_mail_does_not_carry_words_of_whoever_signs_up(sign_up, mailoutbox):
    sign_up(name="Win at evil.example")
    assert "evil" not in str(mailoutbox[0].message())


@pytest.mark.parametrize("password", ["short", "password", "8239471650", "Dee Newcomer"])
def test_a_weak_password_is_refused(sign_up, password):
    response = sign_up(password1=password, email="dee.newcomer@cast.invalid")
    assert response.context["form"].errors["password1"]
