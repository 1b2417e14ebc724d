"""The process beside the web: does what must be done without anyone waiting."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """The worker's loop and its sign of life."""

    name = "fitsite.worker"
    label = "worker"
