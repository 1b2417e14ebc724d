"""For the site's one language."""
