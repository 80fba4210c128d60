"""The reading room: an event seen, read and decided on in a browser; the same as JSON under /api.

What it decides
    What a page shows, who may ask, and what an upload may do.

Observations that forced the design
    - Any web page a person has open can send requests to 127.0.0.1, and a name can be made to resolve there: so a foreign `Host`
      is refused (421), a write from another site is (403), and whoever listens elsewhere needs a token.
    - Article HTML is hostile. No page renders any: text is text, everything is escaped, and the policy that goes with every answer
      (`Content-Security-Policy`) lets no script run but the one file that ships here.
    - One event of fifty reports takes seconds to compare. That happens in a process of its own (`hand`), so that pages stay fast.
    - A document can crash or stall whoever parses it: uploads are parsed in a process that is thrown away (`isolation`).

How it works
    1. `guard` looks at every request before anything else does.
    2. `app` is the list of addresses; each leads to a function in `pages`, `deciding`, `adding`, `bot` or `api`.
    3. `room` is what they share: the casebook, the hand, the jobs.
    4. What an event looks like is made in `export/_page`, which the report in one file shares.

Only `cli` imports this package, when it is asked to serve.
"""
