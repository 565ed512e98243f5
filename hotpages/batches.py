"""Views on their way from Redis to Postgres: taken out as a batch, which has a name of its own."""

from uuid import UUID, uuid4

from kv.client import client, key, reach, run

# Renaming takes the counts out while readers go on counting into a new hash.
_TAKE = """
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('RENAME', KEYS[1], KEYS[2])
  redis.call('SADD', KEYS[3], ARGV[1])
end
return redis.call('SMEMBERS', KEYS[3])
"""


def take() -> list[UUID]:
    """Make the pending views a batch; all batches that are not forgotten yet. Raises Away."""
    id = uuid4()
    keys = [key("views", "pending"), _batch(id), key("views", "batches")]
    return [UUID(each.decode()) for each in run(_TAKE, keys=keys, args=[str(id)])]


def views_in(id: UUID) -> dict[str, int]:
    """The views of a batch, by page. Raises Away."""
    with reach():
        return {page.decode(): int(n) for page, n in client().hgetall(_batch(id)).items()}


def forget(id: UUID):
    """Clear a batch that Postgres has. Raises Away."""
    with reach(), client().pipeline() as together:
        together.delete(_batch(id)).srem(key("views", "batches"), str(id)).execute()


def _batch(id):
    return key("views", "batch", str(id))
