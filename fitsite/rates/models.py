"""The rows that limits count in."""

from django.db import models


class Rate(models.Model):
    """How often something was done since its window began; worth nothing after `until`.

    The key is a digest: the table tells nobody what was counted.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.until}"
