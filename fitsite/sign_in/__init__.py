"""How people come in: password, second factor, sessions. Who they are is in fitsite/accounts."""
