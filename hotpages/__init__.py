"""Pages kept hot for readers who are signed out; views counted. Knows strings, not questions."""
