"""The licences a post can stand under. A post keeps the one agreed to when it was written."""

from typing import NamedTuple


class Licence(NamedTuple):
    """A licence's short name, as stored and shown, and where its text is."""

    key: str
    url: str


LICENCES = {
    licence.key: licence
    for licence in [
        Licence("CC BY-SA 2.5", "https://creativecommons.org/licenses/by-sa/2.5/"),
        Licence("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
        Licence("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        Licence("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        Licence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ]
}
