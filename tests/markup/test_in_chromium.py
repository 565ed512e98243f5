"""The stored HTML in a real browser, with no policy but our own to protect the reader."""

import pytest
from markdown import Markdown

import markup

pytestmark = pytest.mark.browser

HOOK = """
for (const name of ["alert", "confirm", "prompt", "print"])
  window[name] = () => console.log("HOOKED");
"""
# Whatever a reader might set off, and what a page that copies HTML about might.
PROVOKE = """
() => {
  const events = ["mouseover", "focus", "click", "load", "error", "toggle", "animationend"];
  const post = document.querySelector("#post");
  if (!post) return ["no post left"];
  const provoke = () => post.querySelectorAll("*").forEach((element) => {
    if (element.tagName !== "A") events.forEach((name) => element.dispatchEvent(new Event(name)));
  });
  provoke();
  post.innerHTML = post.innerHTML;
  provoke();
  const faults = [];
  const judge = (element) => {
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") faults.push(element.tagName);
    if (/^(script|style|iframe|object|embed|form|input|base|meta|link)$/i.test(element.tagName))
      faults.push(element.tagName);
    for (const name of element.getAttributeNames()) if (/^(on|style|srcdoc|form)/.test(name))
      faults.push(`${element.tagName} ${name}`);
    if (element.tagName === "A" && !["http:", "https:", "mailto:"].includes(element.protocol))
      faults.push(element.getAttribute("href"));
  };
  for (const element of post.querySelectorAll("*")) {
    try { judge(element) } catch (error) { faults.push(`clobbered: ${error}`) }
  }
  return faults;
}
"""
PAGE = (
    "<!doctype html><meta charset=utf-8><title>Post</title><div id=post>{}</div><p id=after>.</p>"
)


@pytest.fixture
def opened(browser):
    """Opens HTML as a post's page: what was hooked, and what the page holds that it must not."""
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(HOOK)
    shown = {}

    def answer(route):
        if route.request.url == "https://post.example/":
            route.fulfill(body=shown["page"], content_type="text/html; charset=utf-8")
        else:
            route.abort()

    context.route("**/*", answer)

    def opened(html):
        page = context.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: (said.append("HOOKED"), dialog.dismiss()))
        shown["page"] = PAGE.format(html)
        page.goto("https://post.example/", wait_until="load")
        faults = page.evaluate(PROVOKE)
        address, after = page.url, page.locator("body > #after").count()
        page.close()
        return (
            said.count("HOOKED"),
            faults + ([] if after else ["the page's end was swallowed"]),
            address,
        )

    yield opened
    context.close()


@pytest.mark.parametrize("make", [markup.render, markup.clean_html])
def test_no_payload_runs_in_a_reader_s_browser(opened, payloads, naughty_strings, make):
    texts = [*payloads, *naughty_strings]
    for start in range(0, len(texts), 60):
        html = "\n".join(map(make, texts[start : start + 60]))
        assert opened(html) == (0, [], "https://post.example/"), texts[start : start + 60]


def test_payloads_run_when_the_sanitizer_is_off(opened, payloads):
    live = [text for text in payloads if "alert(" in text and text.lstrip().startswith("<")][:15]
    seen = [opened(Markdown().convert(text)) for text in live]
    assert sum(alerts > 0 for alerts, _, _ in seen) > 2
    assert sum(faults != [] for _, faults, _ in seen) > 4
