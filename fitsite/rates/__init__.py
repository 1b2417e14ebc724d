"""How often something was done lately, counted in the database: right however many processes.

    GUESSES = Limit("guesses", 10, timedelta(minutes=15))

    if full_until := GUESSES.take(account, network):   # counts one
        refuse(until=full_until)
    GUESSES.give_back(account, network)                # it was none after all

`fitsite.rates.limits` is all that others need.
"""
