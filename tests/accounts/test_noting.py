"""Notes: what moderators remember of a member among themselves."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Act, Note
from tests import cast

pytestmark = pytest.mark.django_db

WORDS = "Writes to strangers about chairs. Watch."


@pytest.fixture
def mo():
    return cast.mo()


@pytest.fixture
def ada():
    return cast.ada()


def test_it_is_kept_and_the_log_says_only_that_there_is_one(mo, ada):
    note = ada.note(by=mo, words=WORDS)
    assert (note.about, note.by, note.words) == (ada, mo, WORDS)
    act = Act.objects.get()
    assert (act.kind, act.by, act.about) == ("noted", mo, ("member", ada.pk))
    assert (act.of, act.because) == (None, "")


def test_the_same_form_sent_twice_is_one_note(mo, ada):
    key = uuid4()
    assert ada.note(by=mo, words=WORDS, once_key=key) == ada.note(by=mo, words=WORDS, once_key=key)
    assert Note.objects.count() == Act.objects.count() == 1


def test_only_moderators_write_them_and_not_about_each_other(mo, ada):
    for member, by in ((ada, cast.bo()), (mo, cast.member("Second Thought", is_staff=True))):
        with pytest.raises(PermissionDenied):
            member.note(by=by, words=WORDS)
    with pytest.raises(ValidationError, match="some words"):
        ada.note(by=mo, words="  ")


def test_the_database_refuses_to_change_one(mo, ada):
    note = ada.note(by=mo, words=WORDS)
    with pytest.raises(IntegrityError, match="refuses UPDATE"), transaction.atomic():
        Note.objects.update(words="Nothing at all.")
    assert Note.objects.get().words == note.words


def test_it_goes_with_the_account(mo, ada):
    ada.note(by=mo, words=WORDS)
    ada.delete_account()
    assert not Note.objects.exists()


def test_its_member_never_sees_it(client, mo, ada):
    question = cast.question(ada)
    ada.note(by=mo, words=WORDS)
    client.force_login(ada)
    paths = "/account/moderation/", "/moderation/log/", "/account/profile/", "/account/delete/"
    for path in (*paths, ada.get_absolute_url(), question.get_absolute_url()):
        text = client.get(path).text
        assert WORDS not in text
        assert ("Note written" in text) == (path == "/moderation/log/")
    assert '<span dir="auto">a member</span>' in client.get("/moderation/log/").text
