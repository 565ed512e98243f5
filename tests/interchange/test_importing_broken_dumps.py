"""Broken or hostile input: a message with the file and the row, and nothing written."""

import pytest
from django.core.management import CommandError

from accounts.models import User
from interchange.models import Source
from tests.interchange.dumps import POSTS, TAGS, USERS, bring_in, changed, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(tmp_path):
    """Calls the import, which must be refused; gives the message."""

    def refuse(folder=tmp_path, **options):
        with pytest.raises(CommandError) as caught:
            bring_in(folder, **options)
        assert not User.objects.exists()
        assert not Source.objects.exists()
        return str(caught.value)

    return refuse


def _rewrite(folder, name, change):
    file = folder / f"{name}.xml"
    file.write_text(change(file.read_text(encoding="utf-8-sig")), encoding="utf-8")


@pytest.mark.parametrize("name", ["Users", "Tags", "Posts"])
def test_a_document_type_is_refused(tmp_path, refused, name):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    _rewrite(write(tmp_path), name, lambda text: bomb + text.replace("Reef", "&b;"))
    assert f"{name}.xml: has a document type" in refused()


def test_a_truncated_file(tmp_path, refused):
    _rewrite(write(tmp_path), "Posts", lambda text: text[: text.index('<row Id="22"') + 30])
    assert "Posts.xml" in (message := refused())
    assert "after row 3: the file ends too early" in message


def test_a_file_cut_between_two_rows(tmp_path, refused):
    _rewrite(write(tmp_path), "Users", lambda text: text[: text.index('<row Id="8"')])
    assert "Users.xml, line 4, after row 2: the file ends too early" in refused()


@pytest.mark.parametrize("name", ["Users", "Tags", "Posts"])
def test_a_missing_file(tmp_path, refused, name):
    (write(tmp_path) / f"{name}.xml").unlink()
    assert f"no {name}.xml in it" in refused()


def test_a_missing_folder_and_another_sites_file(tmp_path, refused):
    assert "no such folder" in refused(tmp_path / "nowhere")
    write(tmp_path)
    (tmp_path / "Posts.xml").write_text("<html></html>")
    assert "Posts.xml: <html> where <posts> belongs" in refused()


@pytest.mark.parametrize(
    ("number", "attributes", "message"),
    [
        ("21", {"OwnerUserId": "777"}, "Posts.xml, row 3: its owner, user 777, is not in Users"),
        ("22", {"ParentId": "777"}, "Posts.xml, row 4: it answers question 777, which is not"),
        ("22", {"ParentId": "21"}, "Posts.xml, row 4: it answers question 21, which is not there"),
        ("22", {"ParentId": None}, "Posts.xml, row 4: ParentId is missing"),
        ("12", {"Title": None}, "Posts.xml, row 2: Title is missing"),
        ("12", {"Score": "many"}, "Posts.xml, row 2: Score is 'many', which is no whole number"),
        ("12", {"Score": "99999999999"}, "Posts.xml, row 2: Score is 99999999999, which is out of"),
        ("12", {"CreationDate": "2012-13-01"}, "Posts.xml, row 2: CreationDate is '2012-13-01'"),
        ("12", {"PostTypeId": None}, "Posts.xml, row 2: PostTypeId is missing"),
        ("12", {"Body": None}, "Posts.xml, row 2: Body is missing"),
        ("12", {"Body": "x" * 200_001}, "Posts.xml, row 2: Body has 200,001 characters"),
        ("12", {"ContentLicense": "All rights reserved"}, "Posts.xml, row 2: ContentLicense"),
        ("12", {"Id": "11"}, "Posts.xml, row 2: Id 11 was in row 1 already"),
    ],
)
def test_a_row_that_cannot_be(tmp_path, refused, number, attributes, message):
    write(tmp_path, posts=changed(POSTS, number, **attributes))
    assert message in refused()


def test_a_character_that_xml_cannot_hold(tmp_path, refused):
    _rewrite(write(tmp_path), "Posts", lambda text: text.replace("granny", "gran\x00ny"))
    assert "Posts.xml, line 2, after row 0: not well-formed" in refused()
    _rewrite(write(tmp_path), "Posts", lambda text: text.replace("granny", "gran&#0;ny"))
    assert "reference to invalid character number" in refused()


def test_a_tag_twice(tmp_path, refused):
    write(tmp_path, tags=changed(TAGS, "2", TagName="C++"))
    assert "Tags.xml, row 2: the tag 'c++' was in row 1 already" in refused()


def test_a_bad_address_and_a_long_category(tmp_path, refused):
    write(tmp_path, users=USERS)
    assert "--site-url must look like" in refused(site="knots")
    assert "--site-url must look like" in refused(site="https://knots.example.org/questions")
    assert "--category has 61 characters" in refused(category="x" * 61)
