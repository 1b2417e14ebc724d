"""Having the body ready for pages, rendered when it comes into force."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.db import models, transaction
from django.utils.safestring import SafeString

from articles import rendering
from fitsite.markup import HasBody, RenderedHTMLField
from fitsite.page_cache.models import SITE, M_co, ShownQuerySet, raise_version


class RenderedQuerySet(ShownQuerySet[M_co]):
    """Words for finding what is to be rendered anew."""

    def to_be_rendered(self) -> models.QuerySet[M_co]:
        """Whose body was rendered in an older way, or not yet."""
        return self.filter(rendered_with__lt=rendering.RENDERING)


class Rendered(HasBody):
    """A record that keeps what its page shows of the body.

    `rendered_with` says which rendering made it; 0 has it made again by the worker.
    """

    rendered_html = RenderedHTMLField(default="", editable=False)
    contents = models.JSONField(default=list, editable=False)
    reading_minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    hero_id: int | None
    live: Any
    rendered_with = models.PositiveSmallIntegerField(default=0, editable=False, db_index=True)

    class Meta:
        abstract = True

    @property
    def shown_html(self) -> SafeString | str:
        """The body as HTML for pages; before it was rendered, the body itself."""
        return self.rendered_html or self.body_html

    def render(self) -> None:
        """Set what is derived from the body in force; the caller saves.

        The pictures stay locked until the transaction ends, so that renditions that are finished
        at the same moment either are shown, or find this article among those that show them.
        """
        body = self.body_html
        images = rendering.pictures_in(body).select_for_update(no_key=True).order_by("pk")
        rendered = rendering.render(body, images, leads=self.hero_id is None)
        self.rendered_html = rendered.html
        self.contents = [asdict(entry) for entry in rendered.outline.entries]
        self.reading_minutes = rendered.outline.minutes
        self.rendered_with = rendering.RENDERING
        if self.live:
            self.live.pictures.set(rendered.images)

    def render_again(self) -> None:
        """Store afresh what is derived from the body in force; changes nothing else."""
        with transaction.atomic():
            record = type(self)._default_manager.select_for_update().get(pk=self.pk)
            before = [getattr(record, name) for name in SHOWN_FIELDS]
            record.render()
            record.save_base(update_fields=RENDERED_FIELDS)
            if [getattr(record, name) for name in SHOWN_FIELDS] != before:
                raise_version(SITE)

    def render_later(self) -> None:
        """Have the worker render it again."""
        models.QuerySet(type(self)).filter(pk=self.pk).update(rendered_with=0)


# Everything that render() sets.
RENDERED_FIELDS = [field.name for field in Rendered._meta.local_fields]
SHOWN_FIELDS = ("rendered_html", "contents", "reading_minutes")
