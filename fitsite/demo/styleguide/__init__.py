"""Every component of the design in every state, for those who work on it; in development alone."""
