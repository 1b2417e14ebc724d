"""Pages of long lists in the admin."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

from comments.desk.tabs import COUNT_UP_TO, capped


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts no further than COUNT_UP_TO."""

    @cached_property
    def count(self) -> int:
        """How many there are, or COUNT_UP_TO if there are more."""
        return min(capped(self.object_list), COUNT_UP_TO)  # type: ignore[arg-type]
