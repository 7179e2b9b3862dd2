"""Millions of pages: one function from Arrow record batch to Arrow record batch, run by engines that exist.

Needs pyarrow (`kliping[parquet]`), and Linux or another POSIX system: pages are read in processes that may die.
"""

from kliping.batch.limits import Limits
from kliping.batch.read_batch import read_batch
from kliping.batch.schema import page_schema, record_schema

__all__ = ["Limits", "page_schema", "read_batch", "record_schema"]
