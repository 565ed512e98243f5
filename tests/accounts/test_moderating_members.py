"""Members in the admin, as moderators work with them."""

from datetime import timedelta
from uuid import uuid4

import html5lib
import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import admin_pages
from accounts.models import Suspension, User
from accounts.roles import appoint_moderator
from tests import cast

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/user/"


@pytest.fixture
def moderator(client):
    member = cast.mo()
    appoint_moderator(member)
    client.force_login(member)
    return member


@pytest.fixture
def act(client, moderator):
    """Choose members and an action, then answer what it asks."""

    def send(action, *members, **answer):
        chosen = {"action": action, "_selected_action": [member.pk for member in members]}
        return client.post(LIST, {**chosen, **({"apply": "1", **answer} if answer else {})})

    return send


def fill_in(client, path, **fields):
    """Send the form of an admin page with some of its fields filled in."""
    html = html5lib.parse(client.get(path).content.decode(), namespaceHTMLElements=False)
    form = html.find(".//form[@id='user_form']")
    sent = {e.get("name"): e.get("value", "") for e in form.iter("input") if e.get("name")}
    sent |= {e.get("name"): e.text or "" for e in form.iter("textarea")}
    return client.post(path, {**sent, **fields})


def crowd(start, number):
    fields = [(f"crowd{n}@cast.invalid", f"Crowd Member {n}") for n in range(start, start + number)]
    for email, name in fields:
        member = User.objects.create_user(email, name)
        member.suspend(by=None, because="x")


def test_an_action_asks_for_a_reason_before_it_does_anything(act):
    ada = cast.ada()
    page = act("suspend", ada)
    assert "Ada Asks" in page.content.decode()
    assert not Suspension.objects.exists()


def test_without_a_reason_nothing_happens(act):
    ada = cast.ada()
    page = act("suspend", ada, because="  ")
    assert "This field is required" in page.content.decode()
    assert not Suspension.objects.exists()


def test_suspending_keeps_reason_and_date_and_stands_in_the_log(act, moderator):
    ada, bo = cast.ada(), cast.bo()
    act("suspend", ada, bo, because="Advertising.", until="2100-01-01 12:00")
    assert {record.member for record in Suspension.objects.all()} == {ada, bo}
    assert {record.because for record in Suspension.objects.all()} == {"Advertising."}
    assert Suspension.objects.first().until.year == 2100
    entries = LogEntry.objects.filter(user=moderator)
    assert {entry.object_id for entry in entries} == {str(ada.pk), str(bo.pk)}
    assert {entry.get_change_message() for entry in entries} == {"suspend: Advertising."}


def test_a_suspension_cannot_end_in_the_past(act):
    page = act("suspend", cast.ada(), because="x", until="2001-01-01")
    assert "in the future" in page.content.decode()
    assert not Suspension.objects.exists()


def test_lifting_removing_and_restoring(act):
    ada = cast.ada()
    ada.suspend(by=None, because="x")
    act("lift_suspension", ada, because="Said sorry.")
    assert not Suspension.objects.current().exists()
    act("remove", ada, because="Spam.")
    ada.refresh_from_db()
    assert ada.removal.because == "Spam."
    act("restore", ada, because="A mistake.")
    ada.refresh_from_db()
    assert ada.removed_at is None
    assert LogEntry.objects.count() == 3


@pytest.mark.parametrize("verb", ["warn", "note"])
def test_warning_and_noting_keep_the_words_out_of_the_admins_log(client, act, verb):
    ada, key = cast.ada(), uuid4()
    asked = act(verb, ada).text
    assert 'name="once_key"' in asked
    assert "Once key" not in asked
    for _ in range(2):
        act(verb, ada, words="Shouts at night.", once_key=key)
    assert LogEntry.objects.first().get_change_message() == verb
    assert client.get(f"{LIST}{ada.pk}/change/").text.count("Shouts at night.") == 1


def test_a_warning_needs_words(act):
    ada = cast.ada()
    assert "This field is required" in act("warn", ada, words=" ").text
    assert not ada.warnings.exists()


def test_what_changes_nothing_is_not_logged(act):
    act("restore", cast.ada(), because="x")
    assert not LogEntry.objects.exists()


def test_a_colleague_is_named_and_the_others_are_done(act, client):
    ada, colleague = cast.ada(), cast.member("Cole League", is_staff=True)
    act("suspend", ada, colleague, because="x")
    assert [record.member for record in Suspension.objects.all()] == [ada]
    assert "Cole League:" in client.get(LIST).content.decode()


def test_a_moderator_cannot_rise_or_raise(client, moderator):
    ada = cast.ada()
    raised = {"is_staff": "on", "is_superuser": "on", "email": "x@cast.invalid"}
    changed = fill_in(client, f"{LIST}{ada.pk}/change/", lives_in="here", **raised)
    assert changed.status_code == 302
    ada.refresh_from_db()
    assert (ada.lives_in, ada.is_staff, ada.is_superuser) == ("here", False, False)
    client.post(f"{LIST}{moderator.pk}/change/", {**raised, "name": moderator.name})
    moderator.refresh_from_db()
    assert not moderator.is_superuser
    assert ada.email == "ada.asks@cast.invalid"


@pytest.mark.parametrize("path", ["{pk}/password/", "{pk}/delete/", "add/"])
def test_a_moderator_has_no_way_to(client, moderator, path):
    assert client.get(LIST + path.format(pk=cast.ada().pk)).status_code in {403, 404, 302}


def test_credentials_can_be_put_right(client, moderator):
    ada = cast.ada()
    path = f"{LIST}{ada.pk}/change/"
    page = client.get(path).content.decode()
    assert 'type="password"' not in page
    assert ada.password not in page
    fill_in(client, path, name="Ada Tidy", works_at="nowhere", about="*new*")
    ada.refresh_from_db()
    assert (ada.name, ada.works_at) == ("Ada Tidy", "nowhere")
    assert "<em>new</em>" in ada.about_html
    assert User.objects.called("adatidy").get() == ada


def test_a_name_given_by_a_moderator_keeps_the_rules(client, moderator):
    ada = cast.ada()
    cast.bo()
    for name in ("Bo Answers", "x", "Admin"):
        response = fill_in(client, f"{LIST}{ada.pk}/change/", name=name)
        assert response.context["errors"]
    ada.refresh_from_db()
    assert ada.name == "Ada Asks"


def test_an_administrator_makes_a_member_who_chooses_a_password_by_mail(
    client, moderator, mailoutbox
):
    moderator.is_superuser = True
    moderator.save()
    client.post(f"{LIST}add/", {"email": "New@cast.invalid", "name": "New Member"})
    assert not User.objects.get(email="new@cast.invalid").has_usable_password()
    client.logout()
    client.post("/account/password/reset/", {"email": "new@cast.invalid"})
    assert "/account/password/reset/key/" in mailoutbox[0].body


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=bo+ans", ["Bo Answers"]),
        ("q=ada.asks@", ["Ada Asks"]),
        ("state=suspended", ["Sue Suspended"]),
        ("state=removed", ["Ree Moved"]),
        ("state=imported", ["Grace Hopper"]),
        ("is_staff__exact=1", ["Mo Moderates"]),
        ("created_at__year=1999", []),
    ],
)
def test_finding_members(client, moderator, query, found):
    cast.ada(), cast.bo(), cast.sue()
    cast.member("Ree Moved").remove(by=moderator, because="x")
    User.objects.create(name="Grace Hopper")
    page = client.get(f"{LIST}?{query}")
    assert [member.name for member in page.context["cl"].result_list] == found


def test_the_list_asks_the_same_number_of_questions_of_ten_and_of_twenty(client, moderator):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    crowd(0, 10)
    queries()
    first = queries()
    crowd(10, 10)
    assert queries() == first


def test_a_members_page_asks_the_same_whatever_their_past(client, moderator):
    ada = cast.ada()

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{LIST}{ada.pk}/change/").status_code == 200
        return len(asked)

    ada.suspend(by=moderator, because="x")
    queries()
    first = queries()
    for day in range(1, 10):
        ada.suspend(by=cast.member(f"By {day} day"), because="x", until=_in(day))
    assert queries() == first


def _in(days):
    return timezone.now() + timedelta(days=days)


def test_many_rows_are_estimated_and_few_are_counted(client, moderator, monkeypatch):
    crowd(0, 9)
    assert client.get(LIST).context["cl"].result_count == 10
    monkeypatch.setattr(admin_pages, "COUNTED_ROWS", 5)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(LIST).context["cl"].result_count > 5
    counts = [query["sql"] for query in asked if "COUNT(" in query["sql"]]
    assert counts
    assert all("LIMIT 6" in sql for sql in counts), "no row beyond the sixth is counted"
    assert client.get(f"{LIST}?q=mo+mod").context["cl"].result_count == 1
