"""What a member's Markdown becomes."""

import re

import pytest

import markup

REL = 'rel="nofollow ugc noopener"'


def test_headings_begin_below_those_of_the_page():
    assert markup.render("# a\n\n## b\n\n### c\n\n###### d") == (
        "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>"
    )


def test_headings_leave_out_no_level():
    assert markup.render("## a\n\n#### b\n\n### c\n\n# d") == (
        "<h3>a</h3>\n<h4>b</h4>\n<h4>c</h4>\n<h3>d</h3>"
    )


def test_bare_addresses_become_links():
    html = markup.render("See https://a.example/x_y?b=1&c=2, (www.b.example/z) or a.py.")
    assert html == (
        f'<p>See <a href="https://a.example/x_y?b=1&amp;c=2" {REL}>'
        "https://a.example/x_y?b=1&amp;c=2</a>, "
        f'(<a href="http://www.b.example/z" {REL}>www.b.example/z</a>) or a.py.</p>'
    )


@pytest.mark.parametrize(
    "source",
    [
        "`https://a.example`",
        "    https://a.example",
        "```\nhttps://a.example\n```",
        "<pre><code>x</code> https://a.example</pre>",
        "<kbd>https://a.example</kbd>",
    ],
)
def test_addresses_in_code_stay_text(source):
    assert "<a" not in markup.render(source)


def test_an_address_ends_before_punctuation_in_any_script():
    assert '"https://a.example/x"' in markup.render("见 https://a.example/x。谢谢")
    assert '"https://a.example/x"' in markup.render("Really https://a.example/x?!")


def test_an_escaped_entity_is_shown_as_it_was_written():
    assert markup.render("&amp;lt; https://a.example").startswith("<p>&amp;lt; <a")
    assert markup.render("`&lt; &amp;`") == "<p><code>&amp;lt; &amp;amp;</code></p>"


def test_tags_that_are_not_ours_are_shown():
    assert markup.render("a vector<int> of <blink>x</blink>") == (
        "<p>a vector&lt;int&gt; of &lt;blink&gt;x&lt;/blink&gt;</p>"
    )


def test_links_lead_to_the_web_to_mail_and_to_pages_of_the_site():
    html = markup.render("[a](https://x.example) [b](mailto:m@x.example) [c](/questions/1/)")
    assert re.findall('href="([^"]+)"', html) == [
        "https://x.example",
        "mailto:m@x.example",
        "/questions/1/",
    ]
    assert html.count(REL) == 3
    assert "<a" not in markup.render("[a](ftp://x.example) [b](//) [c](page) [d](#main)")


def test_images_are_secure_late_and_tell_nobody_where_they_are_shown():
    assert markup.render('![a "b"](http://x.example/c.png "d")') == (
        '<p><img src="https://x.example/c.png" title="d" alt="a &quot;b&quot;" loading="lazy" '
        'decoding="async" referrerpolicy="no-referrer"></p>'
    )


def test_an_image_that_cannot_be_shown_leaves_its_description():
    assert markup.render("![a cat](data:image/png;base64,AAAA)") == "<p>a cat</p>"


def test_table_alignment_is_a_class():
    html = markup.render("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
    assert re.findall("<td.*?>", html) == [
        '<td class="align-left">',
        '<td class="align-center">',
        '<td class="align-right">',
    ]
    assert html.startswith('<div class="table-scroll" tabindex="0"><table>')
    assert "style" not in html


def test_lists_keep_their_kind_and_their_first_number():
    assert markup.render("3. a\n4. b") == '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'


def test_code_is_coloured_by_class():
    html = markup.render('```python\ndef f(): return "<b>"\n```')
    assert html.startswith('<pre class="highlight" tabindex="0"><code><span class="k">def</span>')
    assert '<span class="s2">"&lt;b&gt;"</span>' in html
    assert "style" not in html


@pytest.mark.parametrize("fence", ["```", "```nonsense", "```{.nonsense}"])
def test_code_without_a_known_language_is_left_as_it_is(fence):
    assert markup.render(f"{fence}\nif x < 1:\n\n    y\n```") == (
        '<pre class="highlight" tabindex="0"><code>if x &lt; 1:\n\n    y\n</code></pre>'
    )


def test_code_keeps_every_character():
    code = "\tif (a && b) { /* <i> &lt; */ }\n\n\n  'é' \"😀\"  \n"
    html = markup.render(f"```c\n{code}```")
    text = re.sub("<.*?>", "", html)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(entity, character)
    # Python-Markdown widens tabs everywhere.
    assert text == code.expandtabs(4)


def test_one_line_of_text_holds_no_blocks():
    html = markup.render("# a\n\nb *c*\n\n- [d](https://x.example)", inline=True)
    assert " ".join(html.split()) == f'a b <em>c</em> <a href="https://x.example" {REL}>d</a>'


def test_an_empty_text_is_empty():
    assert markup.render(" \n") == markup.clean_html("") == markup.render("", inline=True) == ""
