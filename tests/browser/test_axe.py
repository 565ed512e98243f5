"""axe-core on every page, light and dark, on a phone and on a desk."""

from pathlib import Path

import axe_playwright_python
import pytest
from django.conf import settings
from django.test import Client

from tests.browser.whole_site import Site, pages_of

pytestmark = pytest.mark.urls("tests.queshub.trouble_urls")

BACKEND = "accounts.backend.MemberBackend"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
PHONE, DESK = {"width": 360, "height": 800}, {"width": 1280, "height": 900}
RUN = """
(rules) => axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) })
  .then(({ violations }) => violations.flatMap((rule) => rule.nodes.map((node) =>
    [rule.id, node.target, node.html.slice(0, 200), node.any.map((it) => it.message)].join(" | ")
  )))
"""
CONTRAST = ["color-contrast"]


@pytest.fixture
def page(browser, site):
    """A page in which nothing moves and nothing is fetched from elsewhere."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    context.route(lambda url: not url.startswith(site), lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.fixture
def sign_in(page, site):
    """Gives the page the cookie that signing in would set; None signs out."""

    def sign_in(member):
        page.context.clear_cookies()
        if member:
            client = Client()
            client.force_login(member, BACKEND)
            name = settings.SESSION_COOKIE_NAME
            cookie = {"name": name, "value": client.cookies[name].value, "url": site}
            page.context.add_cookies([cookie])

    return sign_in


def violations(page):
    """What axe finds: everything on desk and phone in the light, contrast in the dark too."""
    found = []
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    for colours, rules in (("light", None), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=colours)
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            found += [f"{colours} {size['width']}: {line}" for line in page.evaluate(RUN, rules)]
    return found


def test_axe_finds_nothing_on_any_page(page, sign_in):
    found, reader = {}, None
    for member, path in pages_of(Site()):
        if member != reader:
            sign_in(member)
            reader = member
        page.goto(path)
        found[f"{member}: {path}"] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}
    assert len(found) > 50


def test_axe_finds_nothing_on_forms_with_errors_and_open_menus(page, sign_in):
    whole, found = Site(), {}
    sign_in(whole.ada)
    for path, button in FORMS.items():
        page.goto(path)
        for box in page.locator("main form input:visible, main form textarea:visible").all():
            box.fill("")
        page.get_by_role("button", name=button).click()
        page.locator(".errors").wait_for()
        found[path] = violations(page)
    page.goto("/questions/ask/")
    page.get_by_label("What do you want to know?").fill("Some **bold** words.")
    page.get_by_role("tab", name="Preview").click()
    page.locator(".editor__preview strong").wait_for()
    found["preview"] = violations(page)
    page.goto(whole.question.get_absolute_url())
    for menu in page.locator("details").all():
        menu.evaluate("(menu) => { menu.open = true }")
    found["menus"] = violations(page)
    sign_in(None)
    page.goto("/questions/ask/")
    page.evaluate(SEND)
    page.get_by_role("heading", name="This form has expired").wait_for()
    found["a text given back"] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}


FORMS = {
    "/questions/ask/": "Post your question",
    "/account/profile/": "Save",
    "/account/password/change/": "Change",
}
SEND = """() => {
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: "/questions/ask/" });
  for (const name of ["title", "body", "tags"]) {
    const box = document.createElement("input");
    form.append(Object.assign(box, { name, value: `My ${name}` }));
  }
  document.body.append(form);
  form.submit();
}"""


def test_axe_finds_what_is_wrong(page):
    page.goto("/about/")
    page.evaluate("document.querySelector('main').innerHTML += '<h1></h1><img src=x>'")
    assert any("image-alt" in line for line in violations(page))
