"""The process beside the web: does what must be done without anyone waiting."""

from django.apps import AppConfig
from django.core.signals import request_finished


class WorkerConfig(AppConfig):
    """The worker's loop and its sign of life."""

    name = "fitsite.worker"
    label = "worker"

    def ready(self) -> None:
        """Have the web watch over the worker."""
        from fitsite.worker.watch import watch  # noqa: PLC0415 - needs the models

        request_finished.connect(watch.look_if_due, dispatch_uid="fitsite.worker.watch")
