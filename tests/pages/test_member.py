import pytest
from django.conf import settings

from tests import cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name", ["Žofie Čapková", "山田太郎", "Ζωή Παππά", "O'Neill-Smith", "٠١٢٣"]
)
def test_a_profile_has_one_address_whatever_letters_the_name_has(client, name):
    member = cast.member(name)
    home = member.get_absolute_url()
    page = client.get(home)
    assert page.status_code == 200
    assert f'<link rel="canonical" href="{settings.SITE_URL}{home}">' in page.text
    moved = client.get(f"/members/{member.pk}/another-name/?tab=questions")
    assert (moved.status_code, moved.url) == (301, f"{home}?tab=questions")
