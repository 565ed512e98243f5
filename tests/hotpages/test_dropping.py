"""A change shows at once, to everybody, everywhere."""

import pytest
from django.db import connection, transaction

from hotpages import drops, stored
from hotpages.behind import behind
from hotpages.catching_up import catch_up
from hotpages.drops import EVERYTHING, drop
from hotpages.jobs import push_drops
from hotpages.models import Drop
from hotpages.stored import FRESH_SECONDS
from kv.client import Away, client, key
from tests import cast
from tests.hotpages.scene import Scene
from tests.hotpages.sites import wait_until
from tests.hotpages.verbs import CHANGES, CHANGES_BACK, UNSEEN, verbs

NOWHERE = "unix:///nowhere/drops.sock"


@pytest.fixture
def scene(db_that_commits):
    return Scene()


def seen(reply):
    """What a reader sees, the line of times apart."""
    text = reply.text
    return reply.status, [line for line in text.splitlines() if 'class="timing"' not in line]


def is_dropped(site, path):
    return site.layer.shelf.get(path) is None


def test_every_verb_has_a_row():
    known = {name.partition(" ")[0] for name in (*CHANGES, *CHANGES_BACK, *UNSEEN)}
    assert set(verbs()) == known


@pytest.mark.parametrize("verb", CHANGES)
def test_a_verb_shows_at_once_in_every_process(start, scene, verb):
    one, other = start(), start()
    before = seen(one.get(scene.path))
    assert seen(other.get(scene.path)) == before
    CHANGES[verb](scene)
    assert not Drop.objects.exists()
    wait_until(lambda: is_dropped(one, scene.path) and is_dropped(other, scene.path))
    after = seen(one.get(scene.path))
    assert after != before
    assert seen(other.get(scene.path)) == after


@pytest.mark.parametrize("verb", CHANGES_BACK)
def test_a_verb_that_undoes_one_shows_at_once_too(site, scene, verb):
    first, undo = CHANGES_BACK[verb]
    CHANGES[first](scene)
    before = seen(site.get(scene.path))
    undo(scene)
    wait_until(lambda: is_dropped(site, scene.path))
    assert seen(site.get(scene.path)) != before


def test_redis_itself_has_no_old_page_from_the_commit_on(start, scene):
    """Seen by a process that has heard of nothing, and so asks Redis each time."""
    start().get(scene.path)
    deaf = start(linked=False)
    assert deaf.get(scene.path).source == "redis"
    scene.answer.remove(by=scene.mo, because="Not an answer.")
    assert deaf.get(scene.path).source == "miss"


def test_other_pages_stay(start, scene):
    other_path = cast.question(scene.mo, tags=["another"]).get_absolute_url()
    one = start()
    for path in (scene.path, other_path):
        one.get(path)
    scene.answer.remove(by=scene.mo, because="Not an answer.")
    wait_until(lambda: is_dropped(one, scene.path))
    assert one.get(other_path).source == "process"


def test_a_name_that_stands_on_many_pages_is_one_message(start, scene, monkeypatch):
    paths = [cast.question(scene.ada, tags=[f"t{n}"]).get_absolute_url() for n in range(5)]
    one = start()
    for path in paths:
        one.get(path)
    said = []
    real = stored.drop
    monkeypatch.setattr(stored, "drop", lambda keys, **how: said.append(keys) or real(keys, **how))
    scene.describe(scene.ada, name="Ada Renamed")
    assert said == [[scene.ada.page_key]]
    wait_until(lambda: all(is_dropped(one, path) for path in paths))
    assert all("Ada Renamed" in one.get(path).text for path in paths)


def test_an_import_drops_everything(start, scene):
    one, deaf = start(), start(linked=False)
    one.get(scene.path)
    drop(EVERYTHING)
    wait_until(lambda: is_dropped(one, scene.path))
    assert deaf.get(scene.path).source == "miss"


def test_a_change_that_is_rolled_back_drops_nothing(site, scene):
    site.get(scene.path)
    with transaction.atomic():
        scene.answer.remove(by=scene.mo, because="Not an answer.")
        transaction.set_rollback(True)
    assert not Drop.objects.exists()
    assert site.get(scene.path).source == "process"


def test_a_drop_that_was_not_pushed_is_pushed_by_the_job(start, scene, monkeypatch):
    site = start(linked=False)
    site.get(scene.path)
    with monkeypatch.context() as killed:
        killed.setattr(drops, "push", lambda rows: None)
        scene.answer.remove(by=scene.mo, because="Not an answer.")
    assert site.get(scene.path).source == "redis"
    push_drops()
    push_drops()
    assert not Drop.objects.exists()
    assert site.get(scene.path).source == "miss"


def test_while_redis_is_away_a_drop_waits_and_the_change_stands(start, scene, settings):
    site, there = start(linked=False), settings.REDIS_URL
    site.get(scene.path)
    settings.REDIS_URL = NOWHERE
    scene.answer.remove(by=scene.mo, because="Not an answer.")
    push_drops()
    assert Drop.objects.count() == 1
    settings.REDIS_URL = there
    assert site.get(scene.path).source == "miss"  # Redis is not read: it does not know yet
    assert behind.is_set()
    catch_up()
    assert not Drop.objects.exists()
    assert "Not an answer." not in site.get(scene.path).text


def test_a_page_rendered_before_a_change_is_never_stored_after_it(start, scene):
    """The change comes after the page was read from Postgres, and before it is stored."""
    site, deaf = start(), start(linked=False)
    rendered = site.layer.maker.renderer.render
    changes = [lambda: scene.answer.remove(by=scene.mo, because="Not an answer.")]

    def render(path):
        answer = rendered(path)
        while changes:
            changes.pop()()
        return answer

    site.layer.maker.renderer.render = render
    reply = site.get(scene.path)
    for again in (reply, site.get(scene.path), deaf.get(scene.path)):
        assert f'id="answer-{scene.answer.pk}"' not in again.text


def test_a_copy_on_its_way_from_redis_is_not_kept_after_a_drop(start, scene):
    start().get(scene.path)
    site = start()
    adopt = site.layer.maker._adopt

    def late(*args):
        before = site.layer.shelf.ticket()
        scene.answer.remove(by=scene.mo, because="Not an answer.")
        wait_until(lambda: site.layer.shelf.ticket() != before)
        return adopt(*args)

    site.layer.maker._adopt = late
    site.get(scene.path)
    assert is_dropped(site, scene.path)


def test_a_lost_generation_makes_every_copy_invalid(start, scene):
    start().get(scene.path)
    client().delete(key("hot", "generations"))
    assert start(linked=False).get(scene.path).source == "miss"


def test_a_redis_that_started_anew_is_read_only_after_the_pending_drops(start, scene, monkeypatch):
    """Its file may have brought old pages back; scripts it has forgotten."""
    site = start(linked=False)
    site.get(scene.path)
    copies = {name: client().dump(name) for name in client().keys(key("hot", "*"))}
    with monkeypatch.context() as killed:
        killed.setattr(drops, "push", lambda rows: None)
        scene.answer.remove(by=scene.mo, because="Not an answer.")
    for name, copy in copies.items():
        client().restore(name, 0, copy, replace=True)
    client().set(key("hot", "run"), "the run before")
    client().script_flush()
    assert "Not an answer" not in site.get(scene.path).text
    assert behind.is_set()
    assert Drop.objects.exists()
    catch_up()
    assert not Drop.objects.exists()
    assert site.get(scene.path).source == "miss"


def test_it_stays_behind_when_postgres_cannot_tell_what_is_pending(scene, monkeypatch):
    def away():
        raise connection.Database.OperationalError

    behind.set()
    monkeypatch.setattr(drops, "push_pending", away)
    with pytest.raises(connection.Database.OperationalError):
        catch_up()
    assert behind.is_set()


def test_what_fails_while_catching_up_is_not_forgotten(scene, monkeypatch):
    behind.set()
    monkeypatch.setattr(stored, "allow_reading", behind.set)
    catch_up()
    assert behind.is_set()


def test_while_it_hears_nothing_a_process_does_not_believe_its_own_copies(start, scene):
    site = start()
    site.get(scene.path)
    assert site.get(scene.path).source == "process"
    site.unlink()
    assert site.get(scene.path).source == "redis"
    site.get(scene.path)
    assert site.get(scene.path).source == "redis"


def test_without_redis_and_postgres_it_gives_its_own_copies(start, scene, settings):
    site = start(linked=False)
    page = seen(site.get(scene.path))
    settings.REDIS_URL = NOWHERE
    assert site.get(scene.path).source == "miss"
    site.layer.maker.renderer.application = unavailable
    assert seen(site.get(scene.path)) == page
    assert site.get("/questions/999/never-seen/").status == 503


def test_a_copy_that_cannot_be_made_again_is_given_for_a_day(start, scene, monkeypatch):
    site, deaf = start(), start(linked=False)
    page = seen(site.get(scene.path))
    for each in (site, deaf):
        each.layer.maker.renderer.application = unavailable
    # Seen from Redis a minute later, by its own clock: the copy is as old as that.
    [name] = client().keys(key("hot", "page", "*"))
    client().hincrby(name, "made", -FRESH_SECONDS - 1)
    site.layer.shelf.get(scene.path).fresh_until = 0
    assert seen(site.get(scene.path)) == seen(deaf.get(scene.path)) == page
    assert 86_000 < client().ttl(name) <= 86_400


def test_after_a_minute_a_page_is_made_again(start, scene):
    site = start()
    site.get(scene.path)
    [name] = client().keys(key("hot", "page", "*"))
    client().hincrby(name, "made", -FRESH_SECONDS - 1)
    site.layer.shelf.get(scene.path).fresh_until = 0
    assert [site.get(scene.path).source for _ in range(2)] == ["miss", "process"]


def test_a_reader_who_is_signed_in_gets_a_copy_with_a_notice_when_no_page_can_be_made(start, scene):
    one, deaf = start(), start(linked=False)
    one.get(scene.path)
    for site in (one, deaf):
        site.layer.application = unavailable
        reply = site.get(scene.path, HTTP_COOKIE="sessionid=mine")
        assert (reply.status, reply["Cache-Control"]) == (200, "private, no-store")
        assert int(reply["Content-Length"]) == len(reply.body)
        assert "A notice for one reader." in reply.text
        assert scene.question.title in reply.text
        assert "A notice" not in site.get(scene.path).text
    reply = one.get("/questions/999/never-seen/", HTTP_COOKIE="sessionid=mine")
    assert (reply.status, reply["Retry-After"]) == (503, "2")


def unavailable(environ, start_response):
    start_response("503 Service Unavailable", [("Retry-After", "2")])
    return Closable()


class Closable(list):
    def close(self):
        pass


def test_a_push_that_fails_midway_leaves_the_rest(scene, monkeypatch):
    Drop.objects.bulk_create(Drop(keys=[f"question:{n}"]) for n in range(3))
    real, calls = stored.drop, []

    def failing(keys, *, patient):
        calls.append(keys)
        if len(calls) == 2:
            raise Away
        real(keys)

    monkeypatch.setattr(stored, "drop", failing)
    push_drops()
    assert Drop.objects.count() == 2
    push_drops()
    assert not Drop.objects.exists()
