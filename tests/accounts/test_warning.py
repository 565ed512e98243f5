"""Warnings: a moderator's words, which their member sees until they have read them."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Act, Appeal, User, Warning
from tests import cast
from tests.at_once import at_once, failures
from tests.hostile.page_judge import judged

pytestmark = pytest.mark.django_db

WORDS = "Please stop calling <others> names.\nIt hurts."
OWN = "/account/moderation/"


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def ada():
    return cast.ada()


def fresh(member):
    return User.objects.get(pk=member.pk)


def address(warning):
    return f"/account/warnings/{warning.pk}/reading/"


def queries_of(client, path="/about/"):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert judged(response, 200) == []
    return len(asked), response.text


# --- Warning


def test_it_is_kept_and_logged_with_its_words(mo, ada):
    warning = ada.warn(by=mo, words=f"  {WORDS}  ")
    assert (warning.of, warning.by, warning.words, warning.read_at) == (ada, mo, WORDS, None)
    assert fresh(ada).warned_at == warning.at
    act = Act.objects.get()
    assert (act.kind, act.about, act.of, act.because) == (
        "warned",
        ("member", ada.pk),
        ada.pk,
        WORDS,
    )


def test_only_moderators_warn_and_not_each_other(mo, ada):
    with pytest.raises(PermissionDenied):
        mo.warn(by=ada, words=WORDS)
    with pytest.raises(PermissionDenied, match="Only an administrator"):
        mo.warn(by=cast.member("Second Thought", is_staff=True), words=WORDS)
    with pytest.raises(PermissionDenied, match="Only a moderator"):
        ada.warn(by=cast.bo(), words=WORDS)
    assert not Warning.objects.exists()


def test_a_suspended_moderator_does_not(mo, ada):
    mo.suspend(by=cast.member("Root", is_superuser=True), because="Overreach.")
    with pytest.raises(PermissionDenied):
        ada.warn(by=mo, words=WORDS)


def test_it_needs_words(mo, ada):
    with pytest.raises(ValidationError, match="some words"):
        ada.warn(by=mo, words=" \r\n ")


def test_the_same_form_sent_twice_is_one_warning(mo, ada):
    key = uuid4()
    first = ada.warn(by=mo, words=WORDS, once_key=key)
    assert ada.warn(by=mo, words=WORDS, once_key=key) == first
    assert Act.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_is_one_warning(mo, ada):
    key = uuid4()
    results = at_once(*[lambda: fresh(ada).warn(by=mo, words=WORDS, once_key=key)] * 3)
    assert failures(results) == []
    assert Warning.objects.count() == Act.objects.count() == 1


def test_its_member_may_appeal_once(mo, ada):
    ada.warn(by=mo, words=WORDS)
    appeal = Appeal.make(
        by=ada, act=Act.objects.get(), words="I called nobody anything, look again."
    )
    assert appeal.member == ada
    with pytest.raises(ValidationError, match="already"):
        Appeal.make(by=ada, act=appeal.act, words="And once more: I called nobody anything.")


# --- Reading


def test_read_it_is_gone_once_all_are_read(mo, ada):
    first, second = (ada.warn(by=mo, words=words) for words in ("One.", "Two."))
    assert first.be_read(by=ada)
    assert not first.be_read(by=ada)
    assert list(fresh(ada).unread_warnings) == [second]
    assert second.be_read(by=ada)
    assert fresh(ada).warned_at is None
    assert list(fresh(ada).unread_warnings) == []


def test_nobody_reads_it_for_them(mo, ada):
    warning = ada.warn(by=mo, words=WORDS)
    with pytest.raises(PermissionDenied):
        warning.be_read(by=mo)
    assert fresh(ada).warned_at


@pytest.mark.django_db(transaction=True)
def test_one_that_comes_while_another_is_read_is_not_lost(mo, ada):
    for n in range(3):
        old = ada.warn(by=mo, words=f"Number {n}.")
        results = at_once(
            lambda old=old: old.be_read(by=fresh(ada)),
            lambda n=n: fresh(ada).warn(by=mo, words=f"Meanwhile {n}."),
        )
        assert failures(results) == []
        assert fresh(ada).warned_at
        assert [each.words for each in fresh(ada).unread_warnings] == [f"Meanwhile {n}."]
        results[1].be_read(by=ada)


def test_it_goes_with_the_account(mo, ada):
    ada.warn(by=mo, words=WORDS)
    ada.delete_account()
    assert not Warning.objects.exists()
    assert Act.objects.get().because == WORDS


# --- On pages


def test_it_stands_on_every_page_of_its_member_and_on_nobody_elses(client, mo, ada):
    question = cast.question(cast.bo())
    ada.warn(by=mo, words=WORDS)
    for path in ("/about/", "/", question.get_absolute_url(), OWN):
        assert "A moderator warned you" not in client.get(path).text
    for who, sees in ((mo, False), (ada, True)):
        client.force_login(who)
        for path in ("/about/", "/", question.get_absolute_url(), OWN):
            text = queries_of(client, path)[1]
            assert ("A moderator warned you" in text) == sees
            assert ("Please stop calling &lt;others&gt; names.<br>It hurts." in text) == sees


def test_it_costs_one_query_and_without_one_none(client, mo, ada):
    client.force_login(ada)
    queries_of(client)
    before, _ = queries_of(client)
    for words in ("One.", "Two."):
        warning = ada.warn(by=mo, words=words)
        assert queries_of(client)[0] == before + 1
    ada.warnings.exclude(pk=warning.pk).get().be_read(by=ada)
    warning.be_read(by=ada)
    assert queries_of(client)[0] == before


def test_without_javascript_it_leads_to_the_page_where_it_stays(client, mo, ada):
    warning = ada.warn(by=mo, words=WORDS)
    client.force_login(ada)
    response = client.post(address(warning), follow=True)
    assert judged(response, 200) == []
    assert response.redirect_chain == [(OWN, 302)]
    assert "A moderator warned you" not in response.text
    assert "Warned" in response.text
    assert f"{OWN}{Act.objects.get().pk}/appeal/" in response.text


def test_with_htmx_the_rest_stays_and_then_a_word_of_thanks(client, mo, ada):
    first, second = (ada.warn(by=mo, words=words) for words in ("One.", "Two."))
    client.force_login(ada)
    left = client.post(address(first), headers={"HX-Request": "true"}).text
    assert "Two." in left
    assert "One." not in left
    done = client.post(address(second), headers={"HX-Request": "true"}).text
    assert "Thank you." in done
    assert "<form" not in done


def test_a_suspended_member_may_read_theirs_and_others_find_none(client, mo, ada):
    warning = ada.warn(by=mo, words=WORDS)
    client.force_login(cast.bo())
    assert client.post(address(warning)).status_code == 404
    ada.suspend(by=mo, because="Shouting.")
    client.force_login(ada)
    assert client.post(address(warning)).status_code == 302
    assert fresh(ada).warned_at is None


def test_the_log_says_that_a_member_was_warned_and_no_more(client, mo, ada):
    ada.warn(by=mo, words=WORDS)
    text = client.get("/moderation/log/").text
    assert "Warned" in text
    assert "a member" in text
    assert "hurts" not in text
    assert "Ada Asks" not in text
