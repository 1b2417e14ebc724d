"""The moderators' desk: the queue in which comments are looked at and decided."""
