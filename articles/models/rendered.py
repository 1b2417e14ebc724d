"""Having the body ready for pages, rendered when it comes into force."""

from __future__ import annotations

from django.db import models, transaction
from django.utils.safestring import SafeString

from articles.rendering import RENDERING, render
from fitsite.markup import HasBody, RenderedHTMLField
from fitsite.page_cache.models import SITE, M_co, ShownQuerySet, raise_version


class RenderedQuerySet(ShownQuerySet[M_co]):
    """Words for finding what is to be rendered anew."""

    def to_be_rendered(self) -> models.QuerySet[M_co]:
        """Whose body was rendered in an older way, or not yet."""
        return self.filter(rendered_with__lt=RENDERING)


class Rendered(HasBody):
    """A record that keeps what its page shows of the body.

    `rendered_with` says which rendering made it; 0 has it made again by the worker.
    """

    rendered_html = RenderedHTMLField(default="", editable=False)
    rendered_with = models.PositiveSmallIntegerField(default=0, editable=False, db_index=True)

    class Meta:
        abstract = True

    @property
    def shown_html(self) -> SafeString | str:
        """The body as HTML for pages; before it was rendered, the body itself."""
        return self.rendered_html or self.body_html

    def render(self) -> None:
        """Set what is derived from the body; the caller saves."""
        rendered = render(self.body)
        self.rendered_html = rendered.html
        self.rendered_with = RENDERING

    def render_again(self) -> None:
        """Store afresh what is derived from the body in force; changes nothing else."""
        with transaction.atomic():
            record = type(self)._default_manager.select_for_update().get(pk=self.pk)
            before = record.rendered_html
            record.render()
            record.save_base(update_fields=RENDERED_FIELDS)
            if record.rendered_html != before:
                raise_version(SITE)


# Everything that render() sets.
RENDERED_FIELDS = [field.name for field in Rendered._meta.local_fields]
