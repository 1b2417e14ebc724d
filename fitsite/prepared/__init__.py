"""Statements that run on every page or with every comment, with their SQL made once.

Making the SQL of a query costs Django several times what SQLite or PostgreSQL take to answer it.
"""

from fitsite.prepared.reading import MOST_TOGETHER, Prepared, Question, together
from fitsite.prepared.statement import Parameter
from fitsite.prepared.writing import (
    PreparedUpdate,
    PreparedUpsert,
    Write,
    carry_out,
    insert,
    next_ids,
    storing,
)

__all__ = [
    "MOST_TOGETHER",
    "Parameter",
    "Prepared",
    "PreparedUpdate",
    "PreparedUpsert",
    "Question",
    "Write",
    "carry_out",
    "insert",
    "next_ids",
    "storing",
    "together",
]
