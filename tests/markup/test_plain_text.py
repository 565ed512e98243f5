import markup


def test_first_words_without_code_notes_and_markup():
    html = markup.render("# A & b\n\nc *d*e[^1]\n\n    code\n\n- f\n- g\n\n[^1]: note")
    assert markup.plain_text(html, 100) == "A & b c de f g"


def test_it_is_cut_at_a_word():
    assert markup.plain_text("<p>alpha beta gamma</p>", 13) == "alpha beta…"
    assert markup.plain_text("<p>alpha beta gamma</p>", 16) == "alpha beta gamma"


def test_words_without_spaces_are_cut_anywhere():
    text = markup.plain_text(f"<p>{'背' * 100}</p>", 20)
    assert text == "背" * 19 + "…"


def test_an_angle_bracket_in_a_title_ends_no_tag():
    html = markup.render('[a](https://x.example "b > c") d')
    assert markup.plain_text(html, 50) == "a d"


def test_only_the_beginning_of_a_long_text_is_read():
    assert markup.plain_text("<p>a b</p>" * 1_000_000, 9) == "a b a b…"


def test_a_text_that_cannot_be_rendered_is_kept_as_it_is():
    assert markup.as_plain("<b>&\n") == (
        '<pre class="highlight" tabindex="0"><code>&lt;b&gt;&amp;</code></pre>'
    )
