"""How the tests go about in the admin."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import LogEntry
from django.urls import reverse


def list_of(model, query=""):
    meta = model._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist") + query


def change_of(row):
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def act(client, verb, *rows, because="Off the subject.", **more):
    """Choose the action for these rows, in the list that shows them, and give the reason."""
    where = list_of(type(rows[0]), "?removed=yes" if verb == "restore" else "")
    chosen = {"action": verb, ACTION_CHECKBOX_NAME: [row.pk for row in rows]}
    answered = {"apply": "1", "because": because} if because is not None else {}
    return client.post(where, {**chosen, **answered, **more})


def shown(response):
    """The rows of a list."""
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def logged(row):
    """What the admin's log says about a row, oldest first."""
    entries = LogEntry.objects.filter(object_id=row.pk, content_type__model=row._meta.model_name)
    return [entry.get_change_message() for entry in entries.order_by("pk")]


def no_inlines(*prefixes):
    """The management forms that the browser sends for records that are only read."""
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    return {f"{prefix}-{key}": n for prefix in prefixes for key, n in empty.items()}
