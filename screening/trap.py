from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _


class TrapInput(forms.HiddenInput):
    """A field that people do not see and programs fill in: no hidden input, which they leave alone.

    It counts as hidden, so that forms which write their hidden fields write it too.
    """

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<span class="trap" aria-hidden="true"><label>{} <input type="text" name="{}"'
            ' value="{}" tabindex="-1" autocomplete="off"></label></span>',
            _("Leave this empty"),
            name,
            value or "",
        )
