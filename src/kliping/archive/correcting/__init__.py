"""What people correct: kept with its time, laid over the record, applied again whenever a page is read again.

`make.py` is what others call; `store.py` holds the corrections.
"""
