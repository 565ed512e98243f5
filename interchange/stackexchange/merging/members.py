"""Members of the dump. Nobody can sign in as them: no e-mail, no password, no key of the name."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from interchange.stackexchange.merging.insertion import insert
from interchange.stackexchange.staging import run

_SOURCE = """
FROM se_key k
JOIN se_member m ON m.external_id = k.external_id
JOIN se_text t ON t.kind = 'member' AND t.external_id = k.external_id
LEFT JOIN se_html h ON h.kind = 'member' AND h.external_id = k.external_id
WHERE k.kind = 'member' AND k.state = 'new' ORDER BY k.pk
"""
_CHANGED = """
UPDATE accounts_user u
SET name = m.name, lives_in = m.lives_in, about = t.body, about_html = COALESCE(h.html, '')
FROM se_key k
JOIN se_member m ON m.external_id = k.external_id
JOIN se_text t ON t.kind = 'member' AND t.external_id = k.external_id
LEFT JOIN se_html h ON h.kind = 'member' AND h.external_id = k.external_id
WHERE k.kind = 'member' AND k.state = 'changed' AND u.id = k.pk
"""


def merge_members():
    columns = {
        "id": "k.pk",
        "name": "m.name",
        "lives_in": "m.lives_in",
        "about": "t.body",
        "about_html": "COALESCE(h.html, '')",
        "created_at": "m.created_at",
        "password": "%s",
        "is_active": "false",
    }
    insert(get_user_model(), columns, _SOURCE, [make_password(None)])
    run(_CHANGED)
