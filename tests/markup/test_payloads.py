import pytest
from markdown import Markdown

import markup
from tests.markup.judge import faults

# Found by chance or by hand, kept because each went a way of its own through parser and filters.
OWN = [
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#x1;javascript:alert(1)'>x</a>",
    "<a href='//evil.example/x'>x</a>",
    "<a href='/\\evil.example/x'>x</a>",
    "<a href='https:evil.example'>x</a>",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](http://a.example/y.png)",
    '<img src="https://a.example/x.png" style="position:fixed" onerror=alert(1) srcset="x 2x">',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style>"
    "<img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<form action=/account/logout/ method=post><button>Win</button></form><input name=q>",
    '<div class="site-header" id="main" style="display:none">x</div>',
    '<p class="k" id="fn-00000000-1" dir="rtl" lang="x" data-hx-get="/x" hx-get="/x">x</p>',
    "<h3><span><h4>x</h4></span></h3>",
    "<dl><dd>x</dd><table><dd>y</dd></table></dl>",
    "<a href=https://a.example><table><tr><td><a href=https://b.example>x</a></td></tr></table>y</a>",
    "<pre>\n\n\nx</pre>&pre;<pre><pre>y</pre></pre>",
    "``` {.python tagsfile=/etc/passwd noclasses=True linenos=table}\nx = 1\n```",
    "``` {.python pygments_formatter=svg filename=x full=True}\nx = 1\n```",
    '``` {#main .python cssclass="site-header"}\nx = 1\n```',
    "[^<script>alert(1)</script>]\n\n[^<script>alert(1)</script>]: x",
    '[^" onclick="alert(1)]\n\n[^" onclick="alert(1)]: x',
    "\x02wzxhzdk:0\x03<script>alert(1)</script>\x02klzzwxh:0000\x03",
    "<p>&#0;&#x110000;&#xd800;&#9999999999;\ud800\x00</p>",
    "| a |\n|:-:|\n| <script>alert(1)</script> |",
]


@pytest.fixture(scope="module", params=["payloads", "naughty_strings", "own"])
def texts(request):
    return OWN if request.param == "own" else request.getfixturevalue(request.param)


@pytest.mark.parametrize("make", [markup.render, markup.clean_html])
def test_no_payload_leaves_anything_outside_the_allow_list(texts, make):
    found = {text: wrong for text in texts if (wrong := faults(make(text)))}
    assert not found


def test_no_payload_leaves_a_block_in_a_line_of_text(texts):
    blocks = ("<p", "<div", "<h3", "<pre", "<ul", "<table", "<img")
    lines = [markup.render(text, inline=True) for text in texts]
    assert not [line for line in lines if faults(line) or any(block in line for block in blocks)]


def test_the_judge_sees_what_comes_through_without_the_sanitizer(payloads):
    seen = [text for text in payloads if faults(Markdown().convert(text))]
    assert len(seen) > len(payloads) // 2


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<p onclick="alert(1)">x</p>',
        '<a href="javascript:alert(1)" rel="nofollow ugc noopener">x</a>',
        '<a href="https://a.example">x</a>',
        '<p class="site-header">x</p>',
        '<sup id="main">x</sup>',
        '<span class="site-header">x</span>',
        "<table><p>moved out by every parser</p></table>",
        "<!-- x -->",
        "<svg></svg>",
    ],
)
def test_the_judge_finds_fault(html):
    assert faults(html)


def test_naughty_strings_stay_readable(naughty_strings):
    plain = [text for text in naughty_strings if text.isalnum() and text.isascii()]
    assert plain
    assert [markup.plain_text(markup.render(text), 10_000) for text in plain] == plain
