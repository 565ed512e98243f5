"""The floors hold for foreign keys as for imports; import-linter sees the imports only."""

import tomllib

import pytest
from django.apps import apps
from django.conf import settings


def floors():
    """Each room's floor, from the top, as pyproject.toml has them for import-linter."""
    config = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    layers = config["tool"]["importlinter"]["contracts"][0]["layers"]
    return {room: depth for depth, layer in enumerate(layers) for room in layer.split(" | ")}


FLOORS = floors()


def keys_up():
    """Every relation whose target stands beside or above its own room."""
    for model in apps.get_models(include_auto_created=True):
        room = model._meta.app_label
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete and field.related_model):
                continue
            target = field.related_model
            if room not in FLOORS or target is apps.get_model(settings.AUTH_USER_MODEL):
                continue
            other = target._meta.app_label
            if other != room and FLOORS.get(other, len(FLOORS)) <= FLOORS[room]:
                yield f"{model.__name__}.{field.name} → {other}"


def test_no_foreign_key_goes_up():
    assert list(keys_up()) == []


@pytest.mark.parametrize("app", [app.label for app in apps.get_app_configs()])
def test_every_room_of_ours_has_a_floor(app):
    config = apps.get_app_config(app)
    ours = str(config.path).startswith(f"{settings.BASE_DIR}/") and "site-packages" not in str(
        config.path
    )
    assert not ours or app in FLOORS
