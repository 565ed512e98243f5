import pytest

from tests.cast import PASSWORD, ada

pytestmark = pytest.mark.django_db

NEW = "nine blue kettles on the hob"


def signed_in(client):
    return client.get("/account/profile/").status_code == 200


@pytest.fixture
def other_browser(client, sign_in):
    other = type(client)()
    sign_in(ada().email, PASSWORD, client=other)
    return other


def ask_for_a_link(client, email):
    return client.post("/account/password/reset/", {"email": email})


def test_a_forgotten_password_is_replaced_by_way_of_a_mail(
    client, other_browser, sign_in, mailoutbox, link_in
):
    ask_for_a_link(client, "ada.asks@cast.invalid")
    form = client.get(link_in(mailoutbox[0]), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert not signed_in(other_browser), "whoever knew the old password is out"
    sign_in("ada.asks@cast.invalid", PASSWORD)
    assert not signed_in(client)
    sign_in("ada.asks@cast.invalid", NEW)
    assert signed_in(client)
    assert "was changed" in mailoutbox[1].subject


def test_the_link_works_once(client, mailoutbox, link_in):
    ada()
    ask_for_a_link(client, "ada.asks@cast.invalid")
    link = link_in(mailoutbox[0])
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    again = client.get(link, follow=True)
    assert "does not work any more" in again.content.decode()
    assert again.status_code == 200


def test_an_unknown_address_gives_the_same_page(client, mailoutbox):
    ada()
    known = ask_for_a_link(client, "ada.asks@cast.invalid")
    unknown = ask_for_a_link(client, "nobody@cast.invalid")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "no account" in mailoutbox[1].body


def test_the_links_do_not_follow_the_host_header(client, mailoutbox):
    ada()
    client.defaults["HTTP_HOST"] = "localhost:9999"
    ask_for_a_link(client, "ada.asks@cast.invalid")
    ask_for_a_link(client, "nobody@cast.invalid")
    assert "localhost:9999" not in mailoutbox[0].body + mailoutbox[1].body


def test_changing_it_signs_out_the_other_browsers(client, other_browser, sign_in):
    sign_in("ada.asks@cast.invalid", PASSWORD)
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/account/password/change/", fields)
    assert signed_in(client)
    assert not signed_in(other_browser)


def test_changing_it_needs_the_old_one(client, sign_in):
    sign_in(ada().email, PASSWORD)
    fields = {"oldpassword": "a guess", "password1": NEW, "password2": NEW}
    response = client.post("/account/password/change/", fields)
    assert response.context["form"].errors["oldpassword"]
