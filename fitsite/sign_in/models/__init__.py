"""What is stored about how people come in."""

from fitsite.sign_in.models.demand import Demand

__all__ = ["Demand"]
