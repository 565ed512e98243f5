import pytest

from questions.models import Category
from tests.cast import PASSWORD, ada, member, mo

pytestmark = pytest.mark.django_db


def test_a_moderator_comes_in_by_way_of_the_one_sign_in_page(client):
    moderator = mo()
    asked = client.get("/admin/", follow=True)
    path, query = asked.redirect_chain[-1][0].split("?")
    assert path == "/account/login/"
    came = client.post(f"{path}?{query}", {"login": moderator.email, "password": PASSWORD})
    assert came.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_the_admins_own_form_takes_no_password(client):
    moderator = mo()
    client.post("/admin/login/", {"username": moderator.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_guesses_are_limited_there_too(client, sign_in):
    moderator = mo()
    for _ in range(5):
        sign_in(moderator.email, "a guess")
    client.post("/account/login/?next=/admin/", {"login": moderator.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 302


def test_another_member_is_told_whom_it_is_for(client):
    client.force_login(ada())
    page = client.get("/admin/", follow=True)
    assert page.status_code == 403
    assert "for moderators" in page.content.decode()


@pytest.mark.parametrize("verb", ["suspend", "remove"])
def test_a_moderator_who_may_not_write_reads_why_and_does_nothing(client, verb):
    moderator = mo()
    getattr(moderator, verb)(by=member("Root", is_superuser=True), because="A quarrel.")
    client.force_login(moderator)
    page = client.get("/admin/", follow=True)
    assert page.status_code == 403
    assert "A quarrel." in page.text
    client.post("/admin/questions/category/add/", {"name": "Quarrels", "position": "1"})
    assert not Category.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_way_back_stays_on_this_site(client, elsewhere):
    client.force_login(mo())
    assert client.get("/admin/login/", {"next": elsewhere}).url == "/admin/"


def test_the_admins_page_for_passwords_leads_to_ours(client):
    client.force_login(mo())
    assert client.get("/admin/password_change/").url == "/account/password/change/"
