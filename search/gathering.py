"""The site's own words, gathered from its questions in the order in which they were asked."""

from django.db import connection, transaction

from questions.models import Question
from search.models import Gathering

BATCH = 500

# Letters alone, which people may mistype: no numbers, no addresses. Of a long text the beginning is
# enough.
_GATHER = """
INSERT INTO search_word AS known (word, questions, neighbours)
SELECT word, count(*), search_neighbours(word)
FROM questions_question,
    unnest(tsvector_to_array(to_tsvector('simple', title || ' ' || left(body, 4000)))) AS word
WHERE id > %s AND id <= %s AND removed_at IS NULL AND word ~ '^[[:alpha:]]{3,30}$'
GROUP BY word ORDER BY word
ON CONFLICT (word) DO UPDATE SET questions = known.questions + excluded.questions
"""


@transaction.atomic
def gather_some():
    """Count the words of the next questions. Returns whether there may be more of them.

    Words and place are written together, so that a worker that was killed is followed by one that
    counts no question twice.
    """
    gathering, _new = Gathering.objects.select_for_update().get_or_create(pk=1)
    later = Question.objects.filter(pk__gt=gathering.last).order_by("pk")
    numbers = list(later.values_list("pk", flat=True)[:BATCH])
    if not numbers:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_GATHER, [gathering.last, numbers[-1]])
    gathering.last = numbers[-1]
    gathering.save()
    return len(numbers) == BATCH
