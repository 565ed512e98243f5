import email
import stat
from email.policy import default
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends import locmem

from accounts.models import User

BACKEND = "accounts.mail.ConsoleAndFiles"


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = BACKEND
    settings.MAIL_FOLDER = tmp_path / "var" / "mail"
    return settings.MAIL_FOLDER


def test_each_mail_is_a_file_that_a_mail_program_opens(folder, capsys):
    for name in ("Ada", "Bö"):
        mail.send_mail(
            f"Hello {name}", f"Dear {name},\n\nhttp://x.invalid/é", None, ["a@x.invalid"]
        )
    files = sorted(folder.iterdir())
    read = [email.message_from_bytes(file.read_bytes(), policy=default) for file in files]
    assert [message["subject"] for message in read] == ["Hello Ada", "Hello Bö"]
    assert read[1].get_content().splitlines() == ["Dear Bö,", "", "http://x.invalid/é"]
    assert {file.suffix for file in files} == {".eml"}
    assert "Hello Bö" in capsys.readouterr().out


def test_only_the_owner_may_read_them(folder):
    mail.send_mail("Hello", "Secret link", None, ["a@x.invalid"])
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.django_db
def test_signing_up_writes_one_with_the_link(folder, sign_up, settings):
    sign_up()
    [file] = folder.iterdir()
    body = email.message_from_bytes(file.read_bytes(), policy=default).get_content()
    assert f"{settings.SITE_URL}/account/confirm-email/" in body


@pytest.mark.django_db
def test_a_mail_server_that_is_down_loses_no_sign_up(sign_up, client, monkeypatch):
    def down(self, messages):
        raise SMTPServerDisconnected

    monkeypatch.setattr(locmem.EmailBackend, "send_messages", down)
    page = client.get(sign_up().url)
    assert "could not send the mail" in page.content.decode()
    assert User.objects.filter(email="dee@cast.invalid").exists()
