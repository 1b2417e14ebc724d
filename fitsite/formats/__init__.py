"""How days and times are printed where a page does not say: as the queue of comments does."""
