"""What follows a merge of tags: the questions of the merged one get the other instead.

A tag may have a hundred thousand questions. They go in batches, each a transaction that leaves
everything right, so that a worker that was killed is followed by one that goes on there. Until a
question's turn has come it shows the old name, which leads to the other tag already. Whoever read
that name before the merge may give it to a question afterwards: the next run finds that one too.
"""

from django.db.models import Exists, OuterRef, Q

from hotpages.drops import drop
from questions.models import Question, Tag, TagChoice, Tagging, TagSynonym
from rewards import again

BATCH = 500


def go_on_merging(batches):
    """Move up to so many batches of questions. Returns whether nothing is left to do."""
    carried = Exists(Tagging.objects.filter(tag=OuterRef("synonym")))
    going = TagSynonym.objects.filter(Q(synonym__removed_at=None) | carried).order_by("pk")
    for synonym in going:
        while move_some(synonym):
            batches -= 1
            if batches <= 0:
                return False
        retire(synonym)
    return True


@again.atomic
def move_some(synonym):
    """Give the next questions the tag that the synonym means. Returns how many there were."""
    old, new = synonym.synonym_id, synonym.tag_id
    some = Tagging.objects.filter(tag=old).values_list("content_object", flat=True)[:BATCH]
    rows = Question.objects.filter(pk__in=list(some)).order_by("pk")
    questions = list(rows.select_for_update(of=("self",)).only("pk"))
    if questions:
        _retag(questions, old, new)
        drop(*(question.page_key for question in questions))
    return len(questions)


@again.atomic
def retire(synonym):
    """Take the merged tag out of sight: no question carries it any more."""
    row = Tag.objects.select_for_update().get(pk=synonym.synonym_id)
    TagChoice.move(row, synonym.tag)
    if not row.removed_at:
        row.leave_sight(by=synonym.by, because=synonym.because)


def _retag(questions, old, new):
    """Who carries both keeps one. The tagging keeps its number, and with it its place."""
    taggings = Tagging.objects.filter(content_object__in=questions)
    has_new = taggings.filter(tag=new).values_list("content_object", flat=True)
    carried, counted = taggings.filter(tag=old), taggings.filter(tag=old, removed_at=None)
    held = Tag.objects.filter(pk__in=[old, new]).order_by("pk").select_for_update()
    tags = {tag.pk: tag for tag in held}
    before = counted.count()
    carried.filter(content_object__in=list(has_new)).delete()
    moved = counted.count()
    carried.update(tag=new)
    Tag.objects.count_questions([tags[old]], -before)
    Tag.objects.count_questions([tags[new]], moved)
