import json
import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings

SHARED = settings.BASE_DIR.parent / "shared"


@pytest.fixture
def naughty_strings():
    file = SHARED / "data/naughty-strings/blns.json"
    if not file.exists():
        pytest.skip("../shared/data/naughty-strings is not here: no naughty strings to try")
    return json.loads(file.read_text())


@pytest.fixture
def link_in():
    """The path of the one link of this site in a mail, which begins with SITE_URL."""

    def find(message):
        links = re.findall(rf"^{re.escape(settings.SITE_URL)}(/\S+)$", message.body, re.MULTILINE)
        assert len(links) == 1, message.body
        return links[0]

    return find


@pytest.fixture
def sign_up(client):
    """Send the sign-up form; fields may be replaced."""

    def send(client=client, **fields):
        form = {
            "email": "dee@cast.invalid",
            "name": "Dee Newcomer",
            "password1": "seven green bottles",
        }
        return client.post("/account/signup/", {**form, **fields})

    return send


@pytest.fixture
def sign_in(client):
    """Send the sign-in form."""

    def send(email, password, client=client, **extra):
        return client.post("/account/login/", {"login": email, "password": password}, **extra)

    return send


@pytest.fixture
def clock():
    """A clock on which a code has just begun to be shown."""
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC)) as clock:
        yield clock


@pytest.fixture
def type_code(client):
    """Send the form that asks for a code on the way in."""

    def send(code, client=client, **extra):
        return client.post("/account/two-factor/authenticate/", {"code": code}, **extra)

    return send
