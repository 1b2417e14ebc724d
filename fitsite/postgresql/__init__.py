"""Django's backend for PostgreSQL, with less of what each request pays for.

settings.DATABASES names this package as the engine.
"""
