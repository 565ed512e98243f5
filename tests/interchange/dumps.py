"""Stack Exchange dumps for tests: small ones written here, real ones read from beside us."""

import io
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import pytest
from django.conf import settings
from django.core.management import call_command

SHARED = Path(settings.BASE_DIR).parent / "shared" / "data"
SITE = "https://knots.stackexchange.com"

USERS = [
    {"Id": "-1", "DisplayName": "Community", "CreationDate": "2010-01-01T00:00:00.000"},
    {
        "Id": "7",
        "DisplayName": "Reef",
        "CreationDate": "2010-02-03T04:05:06.007",
        "AboutMe": "<p>I tie <b>knots</b>.<script>alert(1)</script></p>",
        "Location": "Lower Fennel",
    },
    {"Id": "8", "DisplayName": "Bowline", "CreationDate": "2011-01-01T00:00:00.000"},
]
TAGS = [
    {"Id": "1", "TagName": "c++", "Count": "1", "ExcerptPostId": "41", "WikiPostId": "42"},
    {"Id": "2", "TagName": ".net", "Count": "1"},
]
POSTS = [
    {
        "Id": "11",
        "PostTypeId": "1",
        "AcceptedAnswerId": "21",
        "CreationDate": "2010-05-05T10:00:00.000",
        "LastActivityDate": "2012-01-01T10:00:00.000",
        "Score": "5",
        "ViewCount": "100",
        "OwnerUserId": "7",
        "Title": "How is a reef knot tied?",
        "Tags": "<c++><.net>",
        "Body": "<p>I tie <i>granny</i> knots. See <a href='/q/12'>this</a>.</p>",
    },
    {
        "Id": "12",
        "PostTypeId": "1",
        "CreationDate": "2012-05-05T10:00:00.000",
        "LastActivityDate": "2012-05-05T10:00:00.000",
        "ClosedDate": "2012-06-01T00:00:00.000",
        "Score": "-2",
        "ViewCount": "9",
        "OwnerDisplayName": "user99",
        "Title": "Which rope is best?",
        "Tags": "|.net|",
        "Body": "<p>Best for <b>everything</b>.</p>",
        "ContentLicense": "CC BY-SA 4.0",
    },
    {
        "Id": "21",
        "PostTypeId": "2",
        "ParentId": "11",
        "CreationDate": "2018-05-02T00:00:00.000",
        "LastEditDate": "2018-06-01T00:00:00.000",
        "CommunityOwnedDate": "2018-06-02T00:00:00.000",
        "Score": "7",
        "OwnerUserId": "8",
        "Body": "<p>Right over left, <script>alert(1)</script>left over right.</p>",
    },
    {
        "Id": "22",
        "PostTypeId": "2",
        "ParentId": "11",
        "CreationDate": "2011-04-08T00:00:00.000",
        "Score": "1",
        "OwnerUserId": "8",
        "Body": "<p>Left over right.</p>",
    },
    *(
        {"Id": number, "PostTypeId": kind, "CreationDate": "2013-01-01T00:00:00", "Body": body}
        for number, kind, body in [
            ("41", "4", "A language."),
            ("42", "5", "<p>More on it.</p>"),
            ("43", "7", ""),
        ]
    ),
]
HISTORY = [
    {
        "Id": str(number),
        "PostHistoryTypeId": kind,
        "PostId": "21",
        "CreationDate": date,
        "Text": text,
    }
    for number, kind, date, text in [
        (1, "2", "2018-05-02T00:00:00.000", "Right over left."),
        (2, "5", "2018-06-01T00:00:00.000", "Right over left, *left over right*."),
        (3, "5", "2018-07-01T00:00:00.000", "Younger than the posts' file."),
    ]
]


def write(folder, *, users=USERS, tags=TAGS, posts=POSTS, history=None):
    """A dump in `folder`, from lists of attributes."""
    folder.mkdir(exist_ok=True)
    files = {"Users": users, "Tags": tags, "Posts": posts, "PostHistory": history}
    for name, rows in files.items():
        if rows is not None:
            text = "\n".join([f"<{name.lower()}>", *map(_element, rows), f"</{name.lower()}>"])
            (folder / f"{name}.xml").write_text(text, encoding="utf-8-sig")
    return folder


def _element(row):
    return f"<row {' '.join(f'{key}={quoteattr(value)}' for key, value in row.items())} />"


def changed(rows, number, **attributes):
    """The rows, one of them with other attributes; None takes an attribute away."""
    return [
        {k: v for k, v in (row | attributes).items() if v is not None}
        if row["Id"] == number
        else row
        for row in rows
    ]


def without(rows, *numbers):
    return [row for row in rows if row["Id"] not in numbers]


def bring_in(folder, site=SITE, **options):
    """Import; what was printed."""
    out = io.StringIO()
    call_command("import_stackexchange", str(folder), site_url=site, stdout=out, **options)
    return out.getvalue()


def real(name):
    """A real dump's folder; the test is skipped where it is not there."""
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"no real dump here: ../shared/data/{name} is absent")
    return folder


def rows_of(folder, name):
    """Every row of a real dump's file, read the plain way."""
    elements = ElementTree.iterparse(folder / f"{name}.xml")
    return [dict(element.attrib) for _, element in elements if element.tag == "row"]
