"""Coins that move in tests, and what the pages about them say."""

import csv
import io
import re

import html5lib
from django.urls import reverse

from rewards.models import Account, Entry, Transfer
from rewards.models.transfer import Reason, move


def moved(from_, to, coins, reason=Reason.GRANT, about=("grant", 1), **fields):
    """A transfer between members, or the mint and the sink."""
    ends = [each if isinstance(each, int) else Account.of(each).pk for each in (from_, to)]
    key = f"key {Transfer.objects.count()}"
    return move(Entry(*ends, coins, reason, about, key, **fields))[0]


def address(member, name="statement"):
    return reverse(name, args=[member.pk, member.slug])


def page_for(client, viewer, member, query=""):
    client.force_login(viewer)
    return client.get(address(member) + query)


def text_of(response):
    document = html5lib.parse(response.content, namespaceHTMLElements=False)
    return " ".join(" ".join(document.itertext()).split())


def rows_of(response):
    """The text of each row of the table."""
    body = re.search(r"<tbody.*?</tbody>", response.text, re.DOTALL)
    rows = re.findall(r"<tr.*?</tr>", body[0] if body else "", re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def file_for(client, viewer, member, query=""):
    client.force_login(viewer)
    response = client.get(address(member, "statement_csv") + query)
    return list(csv.DictReader(io.StringIO(response.getvalue().decode())))
