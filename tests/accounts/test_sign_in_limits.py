import pytest

from tests.cast import PASSWORD, ada, bo

pytestmark = pytest.mark.django_db


def signed_in(client):
    return "_auth_user_id" in client.session


def test_after_five_wrong_passwords_the_right_one_is_refused_too(client, sign_in):
    email = ada().email
    for _ in range(5):
        sign_in(email, "a guess")
    response = sign_in(email, PASSWORD)
    assert "Too many" in str(response.context["form"].errors)
    assert not signed_in(client)


def test_a_fifth_password_may_be_the_right_one(client, sign_in):
    email = ada().email
    for _ in range(4):
        sign_in(email, "a guess")
    sign_in(email, PASSWORD)
    assert signed_in(client)


def test_another_host_name_gives_no_further_guesses(client, sign_in):
    email = ada().email
    for n in range(5):
        sign_in(email, "a guess", HTTP_HOST=f"localhost:{9000 + n}")
    sign_in(email, PASSWORD)
    assert not signed_in(client)


def test_other_members_are_not_kept_out(client, sign_in):
    email, other = ada().email, bo().email
    for _ in range(6):
        sign_in(email, "a guess")
    sign_in(other, PASSWORD)
    assert signed_in(client)


def test_guesses_at_many_members_count_by_address(client, sign_in):
    email = ada().email
    for n in range(10):
        sign_in(f"guess{n}@cast.invalid", "a guess", HTTP_X_FORWARDED_FOR=f"198.51.100.{n}")
    sign_in(email, PASSWORD)
    assert not signed_in(client), "a forwarding header of the client's own must not be believed"
    sign_in(email, PASSWORD, REMOTE_ADDR="198.51.100.200")
    assert signed_in(client)


def test_signing_up_too_often_answers_429(client, sign_up):
    answers = [sign_up(name="x").status_code for _ in range(21)]
    assert answers[:20] == [200] * 20
    assert answers[20] == 429
