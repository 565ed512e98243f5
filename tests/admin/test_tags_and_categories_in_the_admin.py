import pytest
from django.urls import reverse

from accounts.models import Act, User
from questions.models import Category, Tag, TagSynonym
from tests import cast
from tests.admin.pages import act, change_of, list_of, logged, no_inlines, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag(question):
    return Tag.objects.get(name="depression")


@pytest.fixture
def root(client):
    root = User.objects.create_superuser("root@cast.invalid", "Root Looks", cast.PASSWORD)
    client.force_login(root)
    return client


def tag_form(**fields):
    named = {"name": "depression", "description": "", "because": "It says more."}
    return {**named, **no_inlines("removals", "synonyms"), **fields}


def test_a_tag_is_described_and_renamed(admin, tag):
    form = tag_form(name="Low Mood", description="When *all* is grey.")
    assert admin.post(change_of(tag), form).status_code == 302
    tag = Tag.objects.get(pk=tag.pk)
    assert (tag.name, tag.slug) == ("low-mood", "low-mood")
    assert tag.description_html == "<p>When <em>all</em> is grey.</p>"
    assert tag.question_count == 1
    assert admin.get(tag.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["back-pain", "Back Pain", "-", "a b?", "x" * 36, ""])
def test_a_name_that_is_taken_or_no_name_is_refused(admin, tag, name):
    response = admin.post(change_of(tag), tag_form(name=name))
    assert "name" in response.context["adminform"].form.errors
    assert Tag.objects.get(pk=tag.pk).name == "depression"


def test_a_name_taken_in_the_same_moment_is_refused_too(admin, tag, monkeypatch):
    rename = Tag.rename

    def late(self, name, **why):
        Tag.objects.named([name])
        return rename(self, name, **why)

    monkeypatch.setattr(Tag, "rename", late)
    response = admin.post(change_of(tag), tag_form(name="low-mood", description="Grey."))
    assert "name" in response.context["adminform"].form.errors
    assert "Grey." in response.content.decode()
    assert Tag.objects.get(pk=tag.pk).description == ""


def test_two_names_with_one_address_get_two(tag):
    first, second = Tag.objects.named(["c", "sharp"])
    second.rename("c#", by=cast.mo(), because="It is the language.")
    assert (first.slug, second.slug) == ("c", "c-2")


def test_counters_of_a_tag_survive_a_change(admin, tag, monkeypatch):
    describe = Tag.describe

    def late(self, description):
        Tag.objects.update(question_count=7)
        return describe(self, description)

    monkeypatch.setattr(Tag, "describe", late)
    admin.post(change_of(tag), tag_form(description="Grey."))
    assert Tag.objects.get(pk=tag.pk).question_count == 7


def test_a_tag_is_removed_and_restored_by_record(admin, tag):
    for _ in range(2):
        act(admin, "remove", tag)
    assert tag.removals.count() == 1
    assert tag not in shown(admin.get(list_of(Tag)))
    for _ in range(2):
        act(admin, "restore", tag)
    assert Tag.objects.get(pk=tag.pk).removed_at is None
    assert len(logged(tag)) == 2


@pytest.mark.parametrize(("field", "term", "count"), [("tags", "DEP", 1), ("category", "mind", 1)])
def test_fields_are_filled_by_typing(admin, question, field, term, count):
    where = {"app_label": "questions", "model_name": "question", "field_name": field}
    response = admin.get(reverse("admin:autocomplete"), {**where, "term": term})
    assert len(response.json()["results"]) == count


def test_the_form_of_a_question_does_not_list_all_tags(admin, question):
    Tag.objects.named([f"word-{n}" for n in range(50)])
    assert "word-7" not in admin.get(change_of(question)).content.decode()


def test_a_fourth_level_and_a_circle_are_errors_of_the_form(admin, question):
    depression = question.category
    form = {"name": "Too deep", "parent": depression.pk, "position": 0, "description": ""}
    response = admin.post(reverse("admin:questions_category_add"), form)
    assert "at most three levels" in response.content.decode()
    health = depression.parent.parent
    response = admin.post(change_of(health), form | {"name": "Health"})
    assert "cannot stand below itself" in response.content.decode()


def test_the_list_of_categories_is_the_tree(admin):
    work = Category.objects.create(name="Work", position=1)
    health = Category.objects.create(name="Health", position=2)
    sleep = Category.objects.create(name="Sleep", parent=health)
    mind = Category.objects.create(name="Mind", parent=health)
    worry = Category.objects.create(name="Worry", parent=mind)
    assert shown(admin.get(list_of(Category))) == [work, health, mind, worry, sleep]
    assert "Health › Mind › Worry" in admin.get(list_of(Category)).content.decode()


def test_a_category_that_holds_something_is_not_deleted(root, question):
    delete = reverse("admin:questions_category_delete", args=[question.category_id])
    for response in (root.get(delete), root.post(delete, {"post": "yes"})):
        assert "1 question in it" in response.content.decode()
    above = question.category.parent
    act(root, "delete_selected", above, because=None, post="yes")
    assert Category.objects.count() == 3


def test_an_empty_category_is_deleted(root):
    empty = Category.objects.create(name="Empty")
    delete = reverse("admin:questions_category_delete", args=[empty.pk])
    root.post(delete, {"post": "yes"})
    assert not Category.objects.exists()


def test_moderators_delete_no_category(admin, question):
    delete = reverse("admin:questions_category_delete", args=[question.category_id])
    assert admin.get(delete).status_code == 403


def test_a_tag_is_renamed_with_a_reason(admin, tag):
    response = admin.post(change_of(tag), tag_form(name="low-mood", because=""))
    assert "because" in response.context["adminform"].form.errors
    assert Tag.objects.get(pk=tag.pk).name == "depression"
    admin.post(change_of(tag), tag_form(name="low-mood"))
    assert Act.objects.get().because == "depression → low-mood. It says more."


def test_tags_are_merged_with_a_reason_into_one_that_is_typed(admin, tag):
    other = Tag.objects.get(name="back-pain")
    for _ in range(2):
        act(admin, "merge_into", tag, because="They mean the same.", other="Back Pain")
    assert Tag.objects.get(pk=tag.pk).meant == other
    assert logged(tag) == ["merge_into: They mean the same."]
    assert "They mean the same." in admin.get(change_of(other)).text


@pytest.mark.parametrize("answers", [{"other": "no-such-tag"}, {"other": "?"}, {"because": ""}])
def test_tags_are_not_merged_into_nothing_or_without_a_reason(admin, tag, answers):
    asked = act(admin, "merge_into", tag, **({"other": "back-pain"} | answers))
    assert asked.context["form"].errors
    assert not TagSynonym.objects.exists()


def test_a_category_is_moved_with_a_reason(admin, question):
    mind = question.category.parent
    form = {"name": "Mind", "parent": "", "position": 0, "description": "", "because": ""}
    response = admin.post(change_of(mind), form)
    assert "because" in response.context["adminform"].form.errors
    admin.post(change_of(mind), form | {"because": "It is no part of health.", "position": 2})
    mind.refresh_from_db()
    assert (mind.parent, mind.level, mind.position) == (None, 1, 2)
    assert Category.objects.get(pk=question.category_id).level == 2
    told = Act.objects.get()
    assert (told.kind, told.about) == ("moved", ("category", mind.pk))
    assert told.because == "Health › Mind → Mind. It is no part of health."
    assert f'href="{mind.get_absolute_url()}"' in admin.get("/moderation/log/").text
