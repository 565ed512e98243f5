import html5lib
import pytest

pytestmark = pytest.mark.django_db


def text_of(response):
    document = html5lib.parse(response.content, namespaceHTMLElements=False)
    return " ".join(" ".join(document.itertext()).split())


def test_the_help_page_tells_the_figures_that_the_site_has_set(client, settings):
    settings.COINS = {"accepted": 3_021, "accepting": 3_022, "welcome": 3_023, "profile": 3_024}
    figures = {
        "COINS_A_DAY": 3_025,
        "COINS_PAIR_A_DAY": 3_026,
        "COINS_TIP": 3_027,
        "COINS_TIPS_A_DAY": 3_028,
        "COINS_PLEDGE_LEAST": 3_029,
        "COINS_PLEDGE_MOST": 3_030,
        "POT_DAYS": 31,
        "POT_ASSESSMENT_DAYS": 32,
        "POT_SCORE": 33,
        "PROMISE_HOURS": 34,
        "REVERSAL_DAYS": 35,
        "COMMENT_EDIT_MINUTES": 36,
        "CLOSE_VOTES": 38,
        "CLOSE_VOTE_DAYS": 39,
    }
    for name, figure in figures.items():
        setattr(settings, name, figure)
    words = text_of(client.get("/help/")).split()
    for figure in (*settings.COINS.values(), *figures.values()):
        assert f"{figure:,}" in words, figure


def test_the_help_page_tells_who_may_edit_and_what_one_revision_is(client, settings):
    settings.PRIVILEGES = settings.PRIVILEGES | {"edit": 4_021, "review": 4_022}
    settings.PRIVILEGE_SCALE, settings.REVISION_MINUTES = 1, 37
    words = text_of(client.get("/help/")).split()
    assert {"4,021", "4,022", "37", "90"} < set(words)


def test_the_places_that_other_pages_lead_to_are_there(client):
    page = client.get("/help/").text
    places = "comments", "coins", "pots", "tips", "bookmarks", "reputation", "privileges", "removed"
    for place in (*places, "editing", "badges", "drafts", "closing"):
        assert f'id="{place}"' in page


def test_the_privacy_page_tells_how_long_addresses_are_kept_and_who_is_asked(client, settings):
    settings.ADDRESSES_KEPT_DAYS = 41
    page = text_of(client.get("/privacy/"))
    assert "for 41 days" in page
    assert "Akismet" not in page
    settings.AKISMET_KEY = "a key"
    assert "shown to Akismet" in text_of(client.get("/privacy/"))
