"""The desk: the archive as pages in a browser, for people who read, check and correct.

Thin: what the pages show is asked of the archive, and what they change the archive does. Needs `kliping[desk]`.
"""
