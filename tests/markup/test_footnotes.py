import re

import markup

SOURCE = 'a[^1] b[^odd "label"] c[^1]\n\n[^1]: one\n[^odd "label"]: two'


def _ids(html):
    return re.findall(r'\sid="([^"]+)"', html)


def _targets(html):
    return re.findall('href="#([^"]+)"', html)


def test_references_and_notes_lead_to_each_other():
    html = markup.render(SOURCE)
    assert len(_ids(html)) == 5
    assert sorted(_ids(html)) == sorted(set(_targets(html)))
    assert 'class="footnote-ref"' in html
    assert 'class="footnote-backref"' in html


def test_two_posts_on_one_page_share_no_id():
    assert not set(_ids(markup.render(SOURCE))) & set(_ids(markup.render(SOURCE)))


def test_a_member_cannot_take_the_place_of_anothers_footnote():
    other = _ids(markup.render(SOURCE))[0]
    html = markup.render(f'<sup id="{other}">x</sup> [a](#{other}) {SOURCE}')
    assert other not in html


def test_a_label_never_reaches_an_attribute():
    assert "odd" not in markup.render(SOURCE)


def test_a_note_within_a_note_does_no_harm():
    assert "one" in markup.render("a[^1]\n\n[^1]: one\n\n    [^2]: two")
