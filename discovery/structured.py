"""A question's page in the words of schema.org, as search engines read it.

Google's page about QAPage says what there has to be: the whole texts, an address for each answer,
one number for votes up and down, and at least one answer. So a question without any says nothing.
"""

from datetime import UTC

from django.conf import settings

import markup
from discovery.authors import address_of, writer_of


def qa_page(question, answers):
    """The page of a question and the answers that it shows, as JSON-LD."""
    address = settings.SITE_URL + question.get_absolute_url()
    accepted = [_answer(each, question) for each in answers if each.accepted_at]
    others = [_answer(each, question) for each in answers if not each.accepted_at]
    entity = {
        "@type": "Question",
        "name": question.title,
        **_post(question, address),
        "answerCount": question.answer_count,
    }
    if accepted:
        entity["acceptedAnswer"] = accepted[0]
    if others:
        entity["suggestedAnswer"] = others
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": entity}


def _answer(answer, question):
    return {"@type": "Answer", **_post(answer, address_of(answer, question))}


def _post(post, address):
    """What a question and an answer share. Nobody is named for a deleted member's."""
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
