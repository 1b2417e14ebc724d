"""Our own rules, applied before a question to the checker is spent."""
