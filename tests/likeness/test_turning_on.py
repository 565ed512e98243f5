"""LIKENESS=1: what is missing is said, with what to do; off, nothing is asked and nothing made."""

import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from likeness import checks, installing
from likeness.checks import check_packages, check_socket
from likeness.storage import is_there


def test_the_packages_are_named_with_the_command_that_installs_them(settings, monkeypatch):
    settings.LIKENESS = True
    monkeypatch.setattr(checks, "PACKAGES", ["json", "no_such_package"])
    [error] = check_packages()
    assert error.msg.endswith("not installed: no_such_package.")
    assert "bin/install-likeness" in error.hint


def test_off_no_package_is_missed(settings, monkeypatch):
    monkeypatch.setattr(checks, "PACKAGES", ["no_such_package"])
    assert check_packages() == []


def test_the_start_of_the_site_stops_with_it_in_a_line(settings, monkeypatch):
    settings.LIKENESS = True
    monkeypatch.setattr(checks, "PACKAGES", ["no_such_package"])
    with pytest.raises(CommandError, match=r"^.*no_such_package\. Run bin/install-likeness.*$"):
        call_command("install_likeness")


def test_a_path_too_long_for_a_socket_is_refused(settings):
    settings.LIKENESS, settings.LIKENESS_SOCKET = True, "/" + "long/" * 40
    [error] = check_socket()
    assert "LIKENESS_SOCKET" in error.hint
    settings.LIKENESS_SOCKET = "/run/likeness"
    assert check_socket() == []


@pytest.mark.django_db
def test_off_the_command_makes_nothing(settings):
    settings.LIKENESS = False
    call_command("install_likeness")
    assert not is_there()


@pytest.mark.django_db
def test_a_postgres_without_pgvector_says_so_and_the_site_goes_on(settings, monkeypatch, capsys):
    settings.LIKENESS = True
    monkeypatch.setattr(checks, "PACKAGES", [])
    monkeypatch.setattr(installing, "_version", lambda *_: None)
    call_command("install_likeness")
    assert "by their words alone: This Postgres has no pgvector" in capsys.readouterr().err
    assert not is_there()


@pytest.mark.django_db
def test_an_old_pgvector_is_refused(monkeypatch):
    monkeypatch.setattr(installing, "_version", lambda *_: "0.7.4")
    with pytest.raises(installing.NoVectors, match=r"0\.7\.4 is too old"):
        installing.install()


@pytest.mark.django_db
def test_who_may_not_turn_pgvector_on_is_told_who_may(monkeypatch):
    found = iter([None, "0.8.1"])
    # It is there already, which is a refusal like another.
    monkeypatch.setattr(installing, "_version", lambda *_: next(found))
    with pytest.raises(installing.NoVectors, match="CREATE EXTENSION vector"):
        installing.install()


@pytest.mark.django_db
def test_installing_twice_is_installing_once(tables):
    installing.install()
    assert is_there()


def test_the_site_s_own_processes_never_load_the_model():
    code = (
        "import sys, django; django.setup(); import likeness.finding, search.jobs, queshub.urls;"
        "print([name for name in ('numpy', 'tokenizers', 'safetensors') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
