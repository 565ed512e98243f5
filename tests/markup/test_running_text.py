from html import escape

import pytest

from markup import in_running_text


@pytest.mark.parametrize(
    ("html", "shouted"),
    [
        ("a <em>b</em> c", "A <em>B</em> C"),
        ("a &lt;b&gt; &amp; c", "A &lt;B&gt; &amp; C"),
        ('a <a title="> &lt;b"><em>c</em> d</a> e', 'A <a title="> &lt;b"><em>c</em> d</a> E'),
        ("<code>a</code> b <kbd>c</kbd> d", "<code>a</code> B <kbd>c</kbd> D"),
        ("<pre>a<code>b</code>c</pre>d", "<pre>a<code>b</code>c</pre>D"),
        ("<aside>a</aside> b<br>c", "<aside>A</aside> B<br>C"),
        ("", ""),
    ],
)
def test_words_are_changed_and_elements_links_and_code_are_not(html, shouted):
    assert in_running_text(html, lambda text: escape(text.upper())) == shouted
