"""How often somebody may do something, and where a request comes from."""
