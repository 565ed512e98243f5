"""Links of the admin's pages to what rows name by a kind and a number."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

# Pages of what transfers, pots and acts are about, by its kind.
_PAGES = {
    "question": "question",
    "answer": "answer",
    "comment": "comment",
    "member": "admin:accounts_user_change",
    "grant": "admin:rewards_grant_change",
    "account": "admin:rewards_account_change",
    "category": "admin:questions_category_change",
    "tag": "admin:questions_tag_change",
    "appeal": "admin:accounts_appeal_change",
}


def account_link(account):
    """To an account's page, by its member's name; the account comes with its owner."""
    if account is None:
        return ""
    page = reverse("admin:rewards_account_change", args=[account.pk])
    return format_html('<a href="{}" dir="auto">{}</a>', page, account)


def about_link(kind, number):
    """To what a row is about, which it knows by kind and number."""
    if number is None:
        return ""
    if kind not in _PAGES:
        return f"{kind} {number}"
    return format_html('<a href="{}">{} {}</a>', reverse(_PAGES[kind], args=[number]), kind, number)


def account_column(name, title):
    """A column of a list that leads to the account in the field `name`."""

    @admin.display(description=title)
    def column(row):
        return account_link(getattr(row, name))

    column.__name__ = name
    return column


@admin.display(description=_("about"))
def about(row):
    return about_link(row.about_kind, row.about_id)


@admin.display(description=_("number"))
def number(row):
    return row.pk
