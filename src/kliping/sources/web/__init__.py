"""Pages from the web, asked for politely and safely; `fetch.Web` is the way in.

Each file is one layer, and a request goes through them from top to bottom:

    fetch      the rest of the program's view: get, get_many
    visit      one URL to one answer: robots.txt and tdmrep.json first, redirects by hand
    record     what was used is written to a WARC
    cache      HTTP cache on disk, conditional requests
    retry      429, 503 and broken connections, Retry-After
    pace       each host's rate and concurrency
    exchange   one GET over aiohttp, within limits of size and time
    safety     which addresses may be connected to at all

The libraries that this needs come with the extra "web"; importing this package loads none of them.
"""
