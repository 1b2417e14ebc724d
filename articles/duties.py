"""What the worker does for articles."""

from __future__ import annotations

from articles.models import Article

# Articles rendered before looking around again.
BATCH = 20


def render_articles() -> bool:
    """Render what is to be rendered anew. Returns whether there may be more."""
    articles = Article.objects.to_be_rendered().order_by("pk")[:BATCH]
    for article in articles:
        article.render_again()
    return len(articles) == BATCH
