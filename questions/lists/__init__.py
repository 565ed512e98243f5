"""Lists of questions: a scope says which questions, a tab in what order."""

from .scopes import Branch, Everything, Followed, Tagged
from .tabs import TABS, Tab

__all__ = ["TABS", "Branch", "Everything", "Followed", "Tab", "Tagged"]
