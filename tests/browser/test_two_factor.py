"""Setting two-factor sign-in up on a phone's screen and at a desk, and signing in with it."""

import pytest

from tests import cast
from tests.browser.test_axe import violations
from tests.phone import Phone, recovery_codes


def sign_in(page, member):
    page.get_by_label("E-mail").fill(member.email)
    page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def set_up(page):
    """From the profile to the recovery codes. Returns the phone, and what axe found on the way."""
    found = []
    page.get_by_role("link", name="two-factor sign-in").last.click()
    page.get_by_role("link", name="Set it up").click()
    page.get_by_label("Password", exact=True).fill(cast.PASSWORD)
    page.get_by_role("button", name="Go on").click()
    image = page.get_by_role("img", name="QR code")
    box = image.bounding_box()
    assert box["width"] == box["height"] >= 200
    found += violations(page)
    phone = Phone(page.locator(".secret").inner_text().replace(" ", ""))
    page.get_by_role("textbox", name="Code").fill(phone.code)
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    return phone, found + violations(page)


@pytest.mark.parametrize("size", [(360, 800), (1280, 900)])
def test_it_is_set_up_and_a_recovery_code_signs_in(open_page, size):
    ada = cast.ada()
    page = open_page("/account/profile/", size=size)
    page.emulate_media(reduced_motion="reduce")  # axe would measure colours on their way.
    sign_in(page, ada)
    _, found = set_up(page)
    code = recovery_codes(ada)[0]
    page.get_by_text(code).wait_for()
    page.context.clear_cookies()
    page.goto("/account/login/?next=/account/two-factor/")
    sign_in(page, ada)
    page.get_by_role("heading", name="Your code").wait_for()
    found += violations(page)
    page.get_by_role("textbox", name="Code").fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_text("9 codes are left").wait_for()
    assert found + violations(page) == []
