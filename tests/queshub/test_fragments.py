"""`{% fragment %}`: what is kept is found by its values, and holds nothing but them."""

from types import SimpleNamespace

import pytest
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.template.exceptions import TemplateDoesNotExist
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe

from accounts.models import User
from hotpages.fragments import store
from queshub.templatetags import fragments


@pytest.fixture(autouse=True)
def _empty_store():
    store.clear()


def template(text):
    return Template("{% load fragments %}" + text)


class Witness:
    """A value of the page that counts how often it is shown."""

    def __init__(self):
        self.shown = 0

    def __str__(self):
        self.shown += 1
        return "seen"


def test_a_piece_is_made_once_for_the_same_values(monkeypatch):
    made = []
    alone = fragments.FragmentNode.alone
    monkeypatch.setattr(
        fragments.FragmentNode, "alone", lambda *args: made.append(args[2]) or alone(*args)
    )
    page = template("{% fragment name=name %}Hello {{ name }}{% endfragment %}")
    names = ["Ada", "Ada", "Bo", "Ada"]
    shown = [page.render(Context({"name": name})) for name in names]
    assert shown == [f"Hello {name}" for name in names]
    assert made == [{"name": "Ada"}, {"name": "Bo"}]


def test_other_values_are_another_piece():
    page = template("{% fragment name=name at=at.0 %}{{ name }} {{ at }}{% endfragment %}")
    shown = [page.render(Context({"name": n, "at": [a]})) for n in ("Ada", "Bo") for a in (1, 2)]
    assert shown == ["Ada 1", "Ada 2", "Bo 1", "Bo 2"]


def test_within_a_piece_there_is_nothing_but_its_values(rf):
    witness = Witness()
    page = template(
        "{% fragment name=name %}{{ name }}|{{ user }}|{{ request }}|{{ perms }}|{{ messages }}"
        "|{{ site }}|{{ csrf_token }}|{% csrf_token %}|{{ witness }}{% endfragment %}{{ witness }}"
    )
    request = rf.get("/")
    request.user = User(name="Cy Stranger")
    context = RequestContext(request, {"name": "Ada", "witness": witness})
    assert page.render(context) == "Ada||||||||seen"
    assert witness.shown == 1


def test_what_a_hole_shows_is_put_in_each_time():
    page = template("{% fragment a=a holes b=b %}{{ a }}-{{ b }}-{{ b }}{% endfragment %}")
    shown = [page.render(Context({"a": 1, "b": b})) for b in ("x", "y", "<z>")]
    assert shown == ["1-x-x", "1-y-y", "1-&lt;z&gt;-&lt;z&gt;"]
    assert [parts for parts, _ in store._kept.values()] == [("1-", "b", "-", "b", "")]


def test_a_hole_shows_safe_text_as_it_is():
    page = template("{% fragment holes body=body|safe %}[{{ body }}]{% endfragment %}")
    assert page.render(Context({"body": "<p>"})) == "[<p>]"


def test_a_form_within_a_piece_has_its_readers_token(rf):
    page = template("{% fragment holes csrf_token=csrf_token %}{% csrf_token %}{% endfragment %}")
    shown = [page.render(Context({"csrf_token": token})) for token in ("ada", "bo")]
    assert ['value="ada"' in shown[0], 'value="bo"' in shown[1]] == [True, True]
    assert "ada" not in shown[1]


def test_a_piece_within_another_has_its_holes_filled_through_it():
    page = template(
        "{% fragment holes a=a %}({% fragment n=1 holes b=a %}{{ n }}{{ b }}{% endfragment %})"
        "{% endfragment %}"
    )
    assert [page.render(Context({"a": a})) for a in ("x", "y")] == ["(1x)", "(1y)"]


def test_no_piece_is_found_by_what_is_a_hole():
    page = template(
        "{% fragment holes a=a %}{% fragment a=a %}{{ a }}{% endfragment %}{% endfragment %}"
    )
    with pytest.raises(ValueError, match="a hole of the one around it"):
        page.render(Context({"a": "x"}))
    assert len(store) == 0


def test_a_hole_for_which_the_page_has_nothing_is_an_error():
    page = template("{% fragment on=on holes a=a %}{% if on %}{{ a }}{% endif %}{% endfragment %}")
    assert page.render(Context({"on": False})) == ""
    with pytest.raises(ValueError, match="a hole for a, and the page has nothing"):
        page.render(Context({"on": True}))


def test_the_mark_of_a_hole_is_never_shown_nor_used_again(monkeypatch):
    marks = []
    make = fragments.token_hex
    monkeypatch.setattr(fragments, "token_hex", lambda n: marks.append(make(n)) or marks[-1])
    page = template("{% fragment a=a holes b=b %}{{ a }}{{ b }}{% endfragment %}")
    shown = page.render(Context({"a": "one", "b": "x"}))
    # Who wrote a mark into a text, if they knew one, would find it there as they wrote it.
    shown += page.render(Context({"a": marks[0], "b": "secret"}))
    assert shown == f"onex{marks[0]}secret"
    assert len(set(marks)) == 2
    assert not set(marks) & {part for parts, _ in store._kept.values() for part in parts[1::2]}


def test_what_a_piece_sets_does_not_reach_the_page():
    page = template("{% fragment n=1 %}{% firstof n as m %}{{ m }}{% endfragment %}{{ m }}{{ n }}")
    assert page.render(Context()) == "1"


@pytest.mark.parametrize("first", [0, 1])
def test_a_safe_text_and_one_to_be_escaped_are_two_pieces(first):
    page = template("{% fragment text=text %}{{ text }}{% endfragment %}")
    texts = [("<b>", "&lt;b&gt;"), (mark_safe("<b>"), "<b>")]
    for text, shown in (texts[first], texts[not first], texts[first]):
        assert page.render(Context({"text": text})) == shown
        assert (
            template("{% fragment row=row %}{{ row.0.0 }}{% endfragment %}").render(
                Context({"row": ((text,),)})
            )
            == shown
        )


def test_equal_values_of_two_types_are_two_pieces():
    page = template("{% fragment value=value %}{{ value }}{% endfragment %}")
    values = [1, True, 1.0, (1,), (True,), None, ""]
    assert [page.render(Context({"value": value})) for value in values * 2] == [
        *("1", "True", "1.0", "(1,)", "(True,)", "None", ""),
    ] * 2


def test_two_places_with_the_same_values_are_two_pieces():
    page = template("{% fragment a=1 %}x{% endfragment %}{% fragment a=1 %}y{% endfragment %}")
    assert page.render(Context()) == page.render(Context()) == "xy"
    assert template("{% fragment a=1 %}z{% endfragment %}").render(Context()) == "z"


def test_another_language_is_another_piece(monkeypatch):
    page = template(
        "{% load i18n %}{% fragment %}{% get_current_language as l %}{{ l }}{% endfragment %}"
    )
    assert page.render(Context()) == "en"
    monkeypatch.setattr(fragments, "get_language", lambda: "de")
    monkeypatch.setattr("django.templatetags.i18n.translation.get_language", lambda: "de")
    assert page.render(Context()) == "de"


def test_a_text_that_waits_for_the_language_is_found_by_that_languages_text():
    page = template("{% fragment text=text %}{{ text }}{% endfragment %}")
    assert page.render(Context({"text": lazystr("now")})) == "now"
    assert page.render(Context({"text": lazystr("then")})) == "then"


@pytest.mark.parametrize(
    "value", [User(pk=1), [1], {"a": 1}, SimpleNamespace(), (1, [2]), (User(pk=1),), object()]
)
def test_what_can_change_behind_its_name_is_refused(value):
    page = template("{% fragment value=value %}{{ value }}{% endfragment %}")
    with pytest.raises(TypeError, match="a fragment is found by texts, numbers, times and tuples"):
        page.render(Context({"value": value}))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% fragment user %}x{% endfragment %}", "name=value"),
        ("{% fragment a=1 holes user %}x{% endfragment %}", "name=value"),
        (
            "{% fragment %}{% if 1 %}{% block b %}{% endblock %}{% endif %}{% endfragment %}",
            "block",
        ),
        ("{% fragment %}x", "endfragment"),
    ],
)
def test_a_fragment_that_could_not_be_kept_is_an_error_when_it_is_read(text, words):
    with pytest.raises(TemplateSyntaxError, match=words):
        template(text)


def test_an_error_within_is_reported_as_itself():
    page = template("{% fragment n=1 %}{% include 'missing.html' %}{% endfragment %}")
    with pytest.raises(TemplateDoesNotExist):
        page.render(Context())
    assert len(store) == 0
