"""Stored payloads in a real browser: without the policy the sanitizer is judged alone, with it
no page may break it. Posted through the forms, like everything that members write."""

import pytest
from django.test import Client

import markup
from questions.models import Question
from tests import cast
from tests.payloads import bunches, one_line, payloads

__all__ = ["payloads"]

BACKEND = "accounts.backend.MemberBackend"

WATCH = """
window.fired = [];
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = () => window.fired.push(name);
document.addEventListener("securitypolicyviolation", (event) =>
  window.fired.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
# All that a reader can set off in a post. Links that lead away are only kept from leaving.
PROVOKE = """
() => {
  const events = ["mouseover", "mouseenter", "focus", "click", "load", "error", "toggle"];
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && /^(https?|mailto):$/.test(link.protocol)) event.preventDefault();
  }, true);
  const texts = ":is(.prose, .comment__text)";
  for (const element of document.querySelectorAll(`${texts}, ${texts} *`)) {
    for (const name of events) {
      const bubbles = name === "click" || name === "mouseover";
      element.dispatchEvent(new MouseEvent(name, { bubbles, cancelable: true }));
    }
    element.focus?.();
  }
  return document.querySelectorAll(`${texts} *`).length;
}
"""


@pytest.fixture
def hostile_pages(settings, payloads):
    """The addresses of pages with every payload, sent by a member through the forms."""
    settings.RATE_LIMITS = dict.fromkeys(settings.RATE_LIMITS, "1000000/s")
    category, ada = cast.category(), cast.ada()
    client = Client()
    client.force_login(ada, BACKEND)
    form = {"category": category.pk, "tags": "xss"}
    for text, title in zip(bunches(payloads, 4_000), payloads, strict=False):
        body = f"{cast.LONG_ENOUGH}\n\n{text}"
        title = f"{one_line(title)[:120]} and why is that"
        client.post("/questions/ask/", form | {"title": title, "body": body})
        answer = {"body": body}
        client.post(f"/questions/{Question.objects.latest('pk').pk}/answers/", answer)
    profile = {"name": ada.name, "about": "\n\n".join(payloads)[:4_900]}
    profile |= {"works_at": "<img src=x onerror=alert(1)>", "lives_in": '"><svg onload=alert(1)>'}
    assert client.post("/account/profile/", profile).status_code == 302
    Question.objects.first().tags.first().describe("\n\n".join(payloads))
    comments = f"/questions/{Question.objects.first().pk}/comments/"
    for text in bunches(payloads, 550):
        client.post(comments, {"body": f"@Ada Asks {text}"})
    pages = [question.get_absolute_url() for question in Question.objects.all()]
    assert len(pages) > 5
    return [
        *pages,
        comments,
        ada.get_absolute_url(),
        "/",
        "/tags/",
        "/tags/xss/",
        "/search/?q=<svg onload=alert(1)>",
    ]


@pytest.fixture
def fired(browser, site):
    """Opens pages, provokes them, and gives what fired on each; `policy` says whether it holds."""
    contexts = []

    def fired(paths, *, policy):
        context = browser.new_context(bypass_csp=not policy, base_url=site)
        contexts.append(context)
        context.add_init_script(WATCH)
        context.route(lambda url: not url.startswith(site), lambda route: route.abort())
        page = context.new_page()
        return {path: found for path in paths if (found := on_page(page, site, path))}

    yield fired
    for context in contexts:
        context.close()


def on_page(page, site, path):
    """What fired on a page, and whether its reader was led away from it."""
    page.goto(path, wait_until="load")
    there = page.url
    assert page.evaluate(PROVOKE) >= 0
    page.wait_for_load_state("networkidle")
    led_away = [page.url] if page.url.partition("#")[0] != there.partition("#")[0] else []
    return page.evaluate("window.fired") + led_away


@pytest.mark.parametrize("policy", [False, True], ids=["without the policy", "with the policy"])
def test_nothing_fires_on_a_page_with_every_payload(fired, hostile_pages, policy):
    assert fired(hostile_pages, policy=policy) == {}


def test_without_the_sanitizer_payloads_fire_and_the_policy_reports_them(
    fired, monkeypatch, payloads
):
    monkeypatch.setattr(markup, "render", lambda source, **how: source)
    live = [text for text in payloads if "alert(" in text and text.startswith("<img")][:20]
    question = cast.question(cast.ada(), body="\n\n".join([cast.LONG_ENOUGH, *live]))
    path = question.get_absolute_url()
    assert "alert" in fired([path], policy=False).get(path, [])
    reported = fired([path], policy=True).get(path, [])
    assert any("script-src" in line for line in reported)
    assert "alert" not in reported
