"""A question's page in the words of schema.org, as search engines read it.

Google's page about QAPage says what there has to be: the whole texts, an address for each answer,
one number for votes up and down, and at least one answer. So a question without any says nothing.
"""

import json
from datetime import UTC
from hashlib import blake2b

import markup
from discovery.authors import address_of, writer_of
from hotpages.fragments import store, typed
from posts.shown import name_of, source_of

# What could end the element that it stands in, or begin another. JSON reads it as before.
_ESCAPES = {sign: f"\\u{ord(sign):04x}" for sign in "<>&"}


def qa_page(question, answers, address):
    """The page of a question and the answers that it shows, as JSON-LD without any markup in it."""
    accepted = [_answer(each, address) for each in answers if each.accepted_at]
    others = [_answer(each, address) for each in answers if not each.accepted_at]
    members = [f'"name":{_json(question.title)}', _post(question, address)]
    members.append(f'"answerCount":{question.answer_count}')
    if accepted:
        members.append(f'"acceptedAnswer":{accepted[0]}')
    if others:
        members.append(f'"suggestedAnswer":[{",".join(others)}]')
    entity = _object("Question", *members)
    return f'{{"@context":"https://schema.org","@type":"QAPage","mainEntity":{entity}}}'


def _answer(answer, page):
    return _object("Answer", _post(answer, address_of(answer, page)))


def _object(kind, *members):
    return f'{{"@type":"{kind}",{",".join(members)}}}'


def _post(post, address):
    """What a question and an answer share, as members of an object; made once for its values."""
    digest = blake2b(post.body_html.encode(), digest_size=16).hexdigest()
    times = post.created_at, post.edited_at
    values = (digest, address, post.score, *times, name_of(post), source_of(post))
    key = (_post, *map(typed, values))
    piece = store.get(key)
    if piece is None:
        piece = (_json(_said(post, address))[1:-1],)
        store.put(key, piece)
    return piece[0]


def _said(post, address):
    """Nobody is named for a deleted member's."""
    said = {
        "text": " ".join(markup.all_text(post.body_html).split()),
        "url": address,
        "upvoteCount": post.score,
        "datePublished": _time(post.created_at),
    }
    if post.edited_at:
        said["dateModified"] = _time(post.edited_at)
    if writer := writer_of(post):
        said["author"] = {"@type": "Person", **{k: v for k, v in writer._asdict().items() if v}}
    return said


def _time(at):
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _json(value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _ESCAPES.items():  # One by one: `translate` takes thirty times as long.
        text = text.replace(sign, escape)
    return text
