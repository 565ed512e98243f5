"""Pages of our own for everything that can go wrong."""

import pytest
from django.db import connection

from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.queshub.trouble_urls")]

BACKEND = "accounts.backend.MemberBackend"


@pytest.fixture(autouse=True)
def as_in_production(client):
    client.raise_request_exception = False


def is_ours(response, status):
    assert response.status_code == status
    assert "<main" in response.text
    assert str(status) in response.text
    assert int(response.get("Content-Length", len(response.content))) == len(response.content)
    return True


@pytest.mark.parametrize("status", [400, 403, 404, 405, 410, 413, 429, 500, 503])
def test_a_bare_answer_gets_our_page(client, status):
    assert is_ours(client.get(f"/bare/{status}/"), status)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/senseless/", 400), ("/forbidden/", 403), ("/nowhere/", 404), ("/broken/", 500)],
)
def test_what_a_view_raises_gets_our_page(client, path, status):
    assert is_ours(client.get(path), status)


def test_what_the_answer_said_besides_stays(client):
    assert client.get("/bare/429/")["Retry-After"] == "7"


def test_a_page_that_says_more_is_left_alone(client):
    assert client.get("/own-page/").text == "gone, but here is why"


@pytest.mark.parametrize("headers", [{"Accept": "application/json"}, {"HX-Request": "true"}])
def test_who_asked_for_no_page_gets_none(client, headers):
    response = client.get("/bare/410/", headers=headers)
    assert (response.status_code, response.content) == (410, b"")


def test_a_method_that_is_not_allowed_gets_our_page(client):
    response = client.delete("/about/")
    assert is_ours(response, 405)
    assert "GET" in response["Allow"]


def test_without_postgres_it_is_503_and_not_500(client):
    response = client.get("/postgres-away/")
    assert is_ours(response, 503)
    assert int(response["Retry-After"]) > 0


@pytest.mark.django_db(transaction=True)
def test_a_postgres_that_refuses_connections_is_503_everywhere(client):
    client.force_login(cast.ada(), BACKEND)
    real = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        for path in ("/", "/questions/", "/nowhere/", "/forbidden/"):
            assert is_ours(client.get(path), 503), path
    finally:
        connection.settings_dict["HOST"] = real


def test_a_query_that_runs_out_of_time_is_503(client, settings):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 5")
    assert is_ours(client.get("/sleepy/"), 503)


@pytest.mark.django_db(transaction=True)
def test_who_meets_a_lost_postgres_may_come_back_sooner_than_who_meets_a_busy_one(client):
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 5")
    busy = client.get("/sleepy/")
    connection.close()
    real = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        lost = client.get("/sleepy/")
    finally:
        connection.settings_dict["HOST"] = real
    assert int(lost["Retry-After"]) < int(busy["Retry-After"])


@pytest.mark.django_db(transaction=True)
def test_a_lost_postgres_fills_no_log_with_tracebacks(client, caplog):
    real = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        client.get("/questions/")
    finally:
        connection.settings_dict["HOST"] = real
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("status", [400, 413, 500, 503])
def test_what_must_work_without_postgres_asks_it_nothing(client, status, django_assert_num_queries):
    client.force_login(cast.ada(), BACKEND)
    with django_assert_num_queries(0):
        client.get(f"/bare/{status}/")


@pytest.mark.parametrize("path", ["/a%00b/", "/?q=a%00b", "/ask-postgres/?q=%00"])
def test_nul_is_no_text(client, path):
    assert is_ours(client.get(path), 400)


def test_nul_that_a_form_did_not_stop_is_a_bad_request(client):
    assert is_ours(client.post("/ask-postgres/", {"body": "a\x00b"}), 400)


def test_too_large_a_body_is_413(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    assert is_ours(client.post("/form/", {"body": "x" * 2_000}), 413)
    large = client.post("/form/", "body=" + "x" * 2_000, "application/x-www-form-urlencoded")
    assert is_ours(large, 413)


def test_too_many_fields_are_a_bad_request(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    assert is_ours(client.post("/form/", {f"f{n}": "x" for n in range(20)}), 400)


@pytest.mark.parametrize("host", ["evil.example", "a b", "x:99999999"])
def test_a_host_that_is_not_ours_is_a_bad_request(client, host):
    assert is_ours(client.get("/", headers={"Host": host}), 400)


@pytest.mark.parametrize(
    "path",
    [
        "/questions/99999999999999999999999/x/",
        "/members/99999999999999999999999/x/",
        "/%ff%fe/",
        "/questions/%F0%9F%92%A9/",
    ],
)
def test_addresses_that_cannot_exist_are_not_found(client, path):
    assert is_ours(client.get(path), 404)


@pytest.mark.parametrize("path", ["/broken/", "/postgres-away/", "/bare/429/"])
def test_a_text_that_could_not_be_taken_is_given_back(client, path):
    response = client.post(path, {"body": "My <b>long</b> text", "once_key": "k-1"})
    assert "My &lt;b&gt;long&lt;/b&gt; text" in response.text
    assert 'name="once_key" value="k-1"' in response.text
    assert f'action="{path}"' in response.text
