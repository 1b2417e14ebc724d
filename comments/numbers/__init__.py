"""What the site's own history says of comments, checker and moderators: docs/adr on numbers."""
