"""A local web page in which people decide.

It reads and writes what the other commands do: transcripts' sidecars, catalogs, frozen ids. Nothing that
matters is its own.

patches   what an act changed in a file, to be taken back
journal   the log of acts
desk      the project while people work at it
guard     who may ask
app       addresses, and what is answered
arrivals  connections that have sent no request yet
giving_back  memory that a long text took for a moment
server    the process
views/    what each page shows, and the acts that it offers
"""
