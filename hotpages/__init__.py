"""Pages kept hot for readers who are signed out, and views counted. Knows strings, not questions."""
