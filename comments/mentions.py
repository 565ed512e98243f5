"""@Name in a comment: looked for when it is written, and a link as long as that member is there."""

import re

from django.utils.html import escape, format_html

import markup

# As `_link` writes it; the sanitizer, through which all else has gone, leaves no such class.
_LINK = re.compile(r'<a class="mention" href="/members/(\d+)/[^"]*">([^<]*)</a>')


def with_mentions(html, people):
    """Rendered HTML in which `@Name` of one of these people is a link, and the set of those named.

    Of names that begin alike the longest counts; of people with the same name the first.
    """
    named = set()
    longest_first = sorted(people, key=lambda person: -len(person.name))
    names = "|".join(re.escape(person.name) for person in longest_first)
    mention = re.compile(rf"(?<!\w)(@(?:{names}))(?!\w)", re.IGNORECASE)

    def show(text):
        # What is not a mention, what is one, and so on in turn.
        parts = mention.split(text)
        parts[::2] = map(escape, parts[::2])
        parts[1::2] = map(link, parts[1::2])
        return "".join(parts)

    def link(words):
        person = next(each for each in longest_first if _is_name(words[1:], each.name))
        named.add(person)
        return _link(person, words)

    return (markup.in_running_text(html, show) if names else html), named


def _is_name(words, name):
    return re.fullmatch(re.escape(name), words, re.IGNORECASE)


def _link(person, words):
    return format_html('<a class="mention" href="{}">{}</a>', person.get_absolute_url(), words)


def with_links_to(html, there):
    """The HTML in which only members of `there` are links; the names of all others are text."""
    return _LINK.sub(lambda link: link[0] if int(link[1]) in there else link[2], html)


def mentioned_in(html):
    """The numbers of all members who were mentioned, whether they are there or not."""
    return {int(number) for number, _ in _LINK.findall(html)}
