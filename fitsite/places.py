"""Where something stands in a list that goes by time, as it is written in addresses."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple

_MOMENT = "%Y%m%d%H%M%S%f"
_TOKEN = re.compile(r"([0-9]{20})-([0-9]{1,18})", re.ASCII)


class Place(NamedTuple):
    """A record's time, and its id among those of one time."""

    at: datetime
    pk: int

    def __str__(self) -> str:
        """As it stands in addresses."""
        return f"{self.at.astimezone(UTC):{_MOMENT}}-{self.pk}"

    @classmethod
    def parse(cls, token: str) -> Place:
        """The place that an address names. Raises ValueError on anything else."""
        parts = _TOKEN.fullmatch(token)
        if not parts:
            raise ValueError(token)
        at = datetime.strptime(parts[1], _MOMENT).replace(tzinfo=UTC)
        return cls(at, int(parts[2]))
