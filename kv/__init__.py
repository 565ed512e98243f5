"""Redis, as every room uses it: short waits, and one exception when it is away."""
