"""Payloads that come with a Stack Exchange dump, whose names and titles nobody has refused."""

import re

import pytest
from django.conf import settings

from accounts.models import User
from answers.models import Answer
from questions.models import Question, Tag
from tests.hostile.page_judge import judged
from tests.interchange import dumps
from tests.payloads import one_line

pytestmark = pytest.mark.django_db

AT = "2015-01-01T00:00:00.000"
# XML cannot carry them.
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def members(texts):
    row = {"Id": "-1", "DisplayName": "Community", "CreationDate": AT}
    yield row
    for number, text in enumerate(texts):
        told = {"DisplayName": text or "x", "AboutMe": text, "Location": text, "WebsiteUrl": text}
        yield row | told | {"Id": str(number + 1)}


def posts(texts):
    """One question with all texts as answers, then a question of each."""
    row = {"CreationDate": AT, "LastActivityDate": AT, "Score": "0", "PostTypeId": "1"}
    for number, text in enumerate(["The first one", *texts]):
        tags = re.sub(r"[<>|\s]+", "", text)[:90] or "x"
        told = {"Id": str(number + 1), "Title": text[:150], "Body": text, "Tags": f"|{tags}|"}
        yield row | told | {"OwnerDisplayName": text[:100]}
    for number, text in enumerate(texts):
        told = {"Id": str(number + 1_000), "ParentId": "1", "PostTypeId": "2", "Body": text}
        yield row | told | {"OwnerUserId": str(number + 1)}


@pytest.fixture
def brought_in(tmp_path, payloads):
    """The payloads as a dump, imported."""
    texts = [NOT_XML.sub("", text) for text in payloads if one_line(text)]
    users, rows = list(members(texts)), list(posts(texts))
    dumps.bring_in(dumps.write(tmp_path / "dump", users=users, tags=[], posts=rows))


def test_what_a_dump_brings_in_is_shown_as_text(client, brought_in, payloads):
    assert Answer.objects.count() > 0.9 * len(payloads)
    question = Question.objects.get(title="The first one")
    pages = range(1, Answer.objects.count() // 30 + 1)
    paths = [f"{question.get_absolute_url()}?page={page}" for page in pages]
    paths += [each.get_absolute_url() for each in Question.objects.order_by("pk")[::20]]
    paths += [each.get_absolute_url() for each in User.objects.order_by("pk")[::20]]
    paths += [each.get_absolute_url() for each in Tag.objects.order_by("pk")[::20]]
    paths += ["/", "/questions/", *(f"/tags/?page={page}" for page in range(1, 7))]
    found = {path: judged(client.get(path), 200) for path in paths}
    assert {path: faults for path, faults in found.items() if faults} == {}


def test_what_a_dump_brings_in_has_addresses_that_lead_to_it(client, brought_in):
    for model in (Question, User, Tag):
        for row in model.objects.all()[::10]:
            canonical = f'href="{settings.SITE_URL}{row.get_absolute_url()}"'
            response = client.get(row.get_absolute_url())
            assert response.status_code == 200, row.get_absolute_url()
            assert canonical.replace("&", "&amp;").replace("'", "&#x27;") in response.text
