"""Page views, counted in Redis and collected into Postgres. Knows strings, not questions."""
