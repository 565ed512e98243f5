"""A process that may have missed a drop, or that could not tell Redis of one."""

import time

import pytest

from hotpages import stored
from hotpages.behind import behind
from hotpages.drops import push
from hotpages.models import Drop
from kv.client import Away, client
from tests.hotpages.scene import Scene
from tests.hotpages.sites import wait_until


@pytest.fixture
def scene(db_that_commits):
    return Scene()


def distrusts(site):
    return site.layer.shelf.ticket()[1]


def is_live(site):
    return time.monotonic() < site.layer.link.live_until


def test_a_subscription_that_breaks_and_is_mended_is_not_trusted(site, scene):
    """The library subscribes again by itself; what was said in between is lost."""
    site.get(scene.path)
    before = distrusts(site)
    with client().pipeline() as together:
        together.client_kill_filter(_type="pubsub")
        together.publish(stored.channel(), scene.question.page_key)
        together.execute()
    wait_until(lambda: distrusts(site) > before)
    assert site.get(scene.path).source != "process" or not site.layer.shelf.get(scene.path)


def test_a_copy_that_is_not_trusted_is_given_to_nobody_who_waits(site, scene):
    site.get(scene.path)
    site.layer.shelf.distrust()
    waiting = []

    def join(path, work, meanwhile, seconds):
        waiting.append(meanwhile)
        return work(), True

    site.layer.maker._flights.join = join
    site.get(scene.path)
    assert waiting == [None]


def test_who_could_not_tell_redis_of_a_drop_does_not_trust_itself(site, scene, monkeypatch):
    site.get(scene.path)
    before = distrusts(site)

    def away(keys, *, patient=False):
        raise Away

    row = Drop.objects.create(keys=[scene.question.page_key])
    with monkeypatch.context() as broken:
        broken.setattr(stored, "drop", away)
        assert push([row]) is False
        wait_until(lambda: distrusts(site) > before)
        assert not is_live(site)
        assert behind.is_set()
    wait_until(lambda: is_live(site) and not behind.is_set())
    assert not Drop.objects.exists()


def test_a_page_that_could_not_be_stored_is_rendered_once(start, scene, monkeypatch):
    site = start(linked=False)
    renders = []
    real = site.layer.maker.renderer.render
    site.layer.maker.renderer.render = lambda path: renders.append(path) or real(path)

    def away(*args):
        raise Away

    monkeypatch.setattr(site.layer.maker.pages, "store", away)
    assert site.get(scene.path).source == "miss"
    assert renders == [scene.path]


def test_an_answer_that_sets_a_cookie_is_asked_for_by_each_reader_alone(site, scene):
    asked = []

    def application(environ, start_response):
        asked.append(environ.get("HTTP_USER_AGENT"))
        headers = [("Content-Type", "text/html"), ("Set-Cookie", f"who={len(asked)}")]
        start_response("404 Not Found", headers)
        return [b"Not found"]

    site.layer.application = site.layer.maker.renderer.application = application
    replies = [site.get("/questions/77/a-page/", HTTP_USER_AGENT=name) for name in ("one", "two")]
    assert [reply["Set-Cookie"] for reply in replies] == ["who=2", "who=4"]
    assert asked == [None, "one", None, "two"]


def test_behind_two_proxies_the_first_ones_word_counts(start, scene, settings):
    settings.SECURE = settings.SECURE_SSL_REDIRECT = True
    settings.SITE_URL = "https://127.0.0.1"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    site = start()
    sources = [site.get(scene.path, HTTP_X_FORWARDED_PROTO="https, http").source for _ in "12"]
    assert sources == ["miss", "process"]
    assert site.get(scene.path, HTTP_X_FORWARDED_PROTO="http, https").status == 301


def test_a_redis_that_takes_no_writes_is_not_trusted(site, scene, monkeypatch):
    """It is full, or a replica: it answers, and could be told of no drop."""
    site.get(scene.path)
    before = distrusts(site)

    def refused():
        raise Away

    with monkeypatch.context() as full:
        full.setattr(stored, "prove_writable", refused)
        wait_until(lambda: distrusts(site) > before and not is_live(site))
        assert behind.is_set()
        assert site.get(scene.path).source == "miss"
    wait_until(lambda: is_live(site) and not behind.is_set())


def test_a_full_redis_takes_no_writes():
    most = client().config_get("maxmemory")["maxmemory"]
    client().config_set("maxmemory", 1)
    try:
        with pytest.raises(Away):
            stored.prove_writable()
    finally:
        client().config_set("maxmemory", most)
    stored.prove_writable()
