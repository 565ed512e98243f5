import os
from pathlib import Path

import pytest
from django.conf import settings as project
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import Client

# Playwright's loop runs in the thread of the test, which Django would take for async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
BACKEND = "accounts.backend.MemberBackend"
PICTURES = Path(__file__).parents[2] / "var" / "test-failures"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """A picture of every page that is open when a journey fails."""
    report = yield
    if report.when == "call" and report.failed and "open_page" in item.funcargs:
        PICTURES.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(item.funcargs["open_page"].pages):
            page.screenshot(path=PICTURES / f"{item.name}-{number}.png", full_page=True)
    return report


@pytest.fixture
def site(live_server, settings, monkeypatch):
    """The running site; addresses in mails lead to it, and WhiteNoise serves the static files."""
    monkeypatch.setattr(StaticFilesHandler, "_should_handle", lambda handler, path: False)
    settings.SITE_URL = live_server.url
    settings.SCREENING_SECONDS = 0  # a journey types faster than people do
    # A thread lives as long as the browser holds its connection, and Postgres has so many only.
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)
    return live_server.url


@pytest.fixture
def open_page(browser, site):
    """Opens the site as a new person would: `open_page("/", javascript=False, size=(360, 800))`.

    At the end no page may have broken the Content-Security-Policy or thrown an error.
    """

    def open_(path, *, javascript=True, size=(1280, 900), colours="light"):
        context = browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": size[0], "height": size[1]},
            color_scheme=colours,
            base_url=site,
        )
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda said: complaints.append(said.text) if bad(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        open_.pages.append(page)
        page.goto(path)
        return page

    def bad(said):
        return said.type == "error" and "Content Security Policy" in said.text

    complaints, open_.pages = [], []
    yield open_
    assert complaints == []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def javascript(request):
    return request.param


@pytest.fixture
def open_as(open_page, site):
    """Opens a page for a member who is signed in."""

    def open_as(member, path, **how):
        page = open_page("/about/", **how)
        client = Client()
        client.force_login(member, BACKEND)
        name = project.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        page.goto(path)
        return page

    return open_as
