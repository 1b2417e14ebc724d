"""The site itself: its settings, and the few things that both apps use."""

__version__ = "0.1.0"
