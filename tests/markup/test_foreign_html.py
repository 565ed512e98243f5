import markup

REL = 'rel="nofollow ugc noopener"'


def test_a_stack_exchange_body_keeps_its_meaning():
    html = markup.clean_html(
        '<h1>Hi</h1><p>a <b>b</b> <i>c</i> <strike>d</strike> <a href="https://x.example" '
        'class="post-tag" rel="tag">e</a></p><blockquote><p>f</p></blockquote><hr>'
        '<ol start="2"><li>g</li></ol>'
    )
    assert html == (
        "<h3>Hi</h3><p>a <strong>b</strong> <em>c</em> <s>d</s> "
        f'<a href="https://x.example" {REL}>e</a></p><blockquote><p>f</p></blockquote><hr>'
        '<ol start="2"><li>g</li></ol>'
    )


def test_a_language_hint_colours_code():
    html = markup.clean_html(
        '<pre class="lang-py prettyprint-override"><code>\nx = 1 &lt; 2\n</code></pre>'
    )
    assert html == (
        '<pre class="highlight" tabindex="0"><code><span class="n">x</span> '
        '<span class="o">=</span> <span class="mi">1</span> <span class="o">&lt;</span> '
        '<span class="mi">2</span>\n</code></pre>'
    )


def test_what_is_no_code_in_a_code_block_stays():
    html = markup.clean_html("<pre><code>a <strong>b</strong></code></pre>")
    assert "<strong>b</strong>" in html


def test_tags_that_are_not_ours_go_and_their_text_stays():
    assert markup.clean_html('<section><font color="red">a</font></section>') == "a"


def test_relative_addresses_belong_to_where_the_text_comes_from():
    html = markup.clean_html(
        '<a href="/questions/tagged/x">x</a> <img src="//i.example/y.png" alt="y">',
        base="https://ai.example.com",
    )
    assert 'href="https://ai.example.com/questions/tagged/x"' in html
    assert 'src="https://i.example/y.png"' in html


def test_an_address_cannot_be_made_harmful_by_its_base():
    html = markup.clean_html('<a href="javascript:alert(1)">x</a>', base="https://a.example/")
    assert html == "x"
