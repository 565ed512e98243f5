from hypothesis import given, settings
from hypothesis import strategies as st

from markup.finishing import TooDeep
from markup.rendering import Renderer
from tests.markup.judge import faults

TAGS = ["a", "b", "p", "div", "pre", "code", "table", "tr", "td", "th", "tbody", "ul", "li"]
TAGS += ["dl", "dt", "dd", "h1", "h3", "h6", "blockquote", "em", "strong", "sup", "span", "br"]
TAGS += ["img", "script", "style", "svg", "math", "form", "select", "noscript", "textarea"]
TAGS += ["title", "template", "mglyph", "caption"]
ATTRIBUTES = [
    "",
    " href=https://a.example",
    " href=javascript:alert(1)",
    " class=footnote",
    " class='language-python'",
    " src=https://a.example/x alt='<x>'",
    " src=x onerror=alert(1)",
    " title='--><img src=x onerror=alert(1)>'",
]
BITS = [*"x \n<&\"'`*>", "</", "<!--", "-->", "&lt;", "&amp;lt;", "&pre;", "<![CDATA[", "]]>", "<?"]
BITS += ["https://a.example/x", "[a](b)", "\n\n", "- ", "    ", "```\n", "[^1]", "\n\n[^1]: z\n"]
BITS += ["| a | b |\n|--|--|\n| c | d |\n"]

openings = st.tuples(st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)).map(
    lambda pair: f"<{pair[0]}{pair[1]}>"
)
closings = st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")
soups = st.lists(openings | closings | st.sampled_from(BITS), max_size=25).map("".join)

renderer = Renderer()


@given(soups)
@settings(max_examples=300, deadline=None)
def test_any_soup_of_tags_parses_to_the_elements_that_were_written(soup):
    for make in (renderer.markdown, renderer.html):
        try:
            html = make(soup)
        except TooDeep:
            continue
        assert faults(html) == []
