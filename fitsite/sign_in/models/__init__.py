"""What is stored about how people come in."""

from fitsite.sign_in.models.demand import Demand
from fitsite.sign_in.models.recognition import Recognition
from fitsite.sign_in.models.session import Session

__all__ = ["Demand", "Recognition", "Session"]
