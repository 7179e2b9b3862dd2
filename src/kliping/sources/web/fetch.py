"""The web as the rest of the program sees it: ask for one URL, or for many and take them as they come.

One event loop in a thread of its own does the asking, so that nothing else here need be asynchronous.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator
from concurrent.futures import Future
from queue import SimpleQueue
from types import TracebackType
from typing import IO, Self, TypeVar

from kliping.errors import SourceError
from kliping.sources.capture import Failure, Found
from kliping.sources.met import NAMED, Met
from kliping.sources.web.manners import Manners
from kliping.sources.web.pace import MOST_HOSTS, host_of
from kliping.sources.web.safety import checked
from kliping.sources.web.visit import Visitor

AHEAD = 256
"""URLs taken ahead of the answers, so that a list sorted by host keeps several hosts busy."""

_T = TypeVar("_T")


class Web:
    """A `Library` of the web, to be closed after use; may be asked by one thread at a time."""

    def __init__(self, manners: Manners) -> None:
        """Open it; raises `SourceError` for a bad contact, and a cache or WARC that can't be opened."""
        self._manners = manners
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="kliping-web", daemon=True)
        self._thread.start()
        self._queues: dict[str, asyncio.Semaphore] = {}
        try:
            self._visitor = self._call(Visitor.opened(manners))
        except BaseException:
            self._stop()
            raise

    def get(self, url: str) -> Found:
        """The page at this URL, or why it isn't to be had."""
        return self._call(self._found(url, self._manners.limits.file_bytes, NAMED))

    def download(self, url: str, file: IO[bytes]) -> Failure | None:
        """Put what stands at this URL into a file, which may be larger than memory; why not, where that can't be."""
        return self._call(self._downloaded(url, file))

    def get_many(self, urls: Iterable[str | None], met: Callable[[str], Met] = lambda _url: NAMED) -> Iterator[Found]:
        """The pages at these URLs as they arrive, each host at its own pace; the URLs are taken as they are needed.

        None among them says that the next one depends on an answer under way. `met` says of each how it was met: for
        the WARC, and since what leads on may be larger than a page. Between two answers `get` may be called. A few
        pages at most wait in memory: who takes them slowly slows the asking.
        """
        done: SimpleQueue[Future[Found]] = SimpleQueue()
        pending: set[Future[Found]] = set()
        slots = asyncio.Semaphore(self._manners.hosts)

        def taken() -> Found:
            future = done.get()
            pending.discard(future)
            self._loop.call_soon_threadsafe(slots.release)
            return future.result()

        try:
            for url in urls:
                if url is None:
                    if pending:
                        yield taken()
                    continue
                future = asyncio.run_coroutine_threadsafe(self._queued(url, slots, met(url)), self._loop)
                pending.add(future)
                future.add_done_callback(done.put)
                while not done.empty() or len(pending) >= AHEAD:
                    yield taken()
            while pending:
                yield taken()
        finally:
            for future in pending:
                future.cancel()

    def close(self) -> None:
        """Drop what is under way; close connections, cache and WARC."""
        if not self._loop.is_closed():
            self._call(self._ended())
            self._stop()

    def __enter__(self) -> Self:
        """The web, to be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    async def _found(self, url: str, most: int, met: Met) -> Found:
        try:
            answer = await self._visitor.visit(url, most, met)
            return answer.capture(url)
        except SourceError as error:
            return Failure(url, error)

    async def _downloaded(self, url: str, file: IO[bytes]) -> Failure | None:
        try:
            (await self._visitor.download(url, file)).capture(url)
        except SourceError as error:
            return Failure(url, error)
        return None

    async def _queued(self, url: str, slots: asyncio.Semaphore, met: Met) -> Found:
        """As `_found`, behind earlier URLs of its host and in a slot, which is kept until the page is taken.

        What `get` asks needs neither: it would wait for ever for a slot that only its own caller can free.
        """
        async with self._queue(url):
            await slots.acquire()
            limits = self._manners.limits
            return await self._found(url, limits.file_bytes if met.leads_on else limits.page_bytes, met)

    def _queue(self, url: str) -> asyncio.Semaphore:
        try:
            host = host_of(checked(url))
        except SourceError:
            host = ""
        if host not in self._queues and len(self._queues) >= MOST_HOSTS:
            self._queues.clear()  # the worst is that a host's queue is two: its pace isn't kept here
        return self._queues.setdefault(host, asyncio.Semaphore(self._manners.per_host))

    def _call(self, work: Coroutine[object, object, _T]) -> _T:
        """Run in the loop's thread and wait; an interrupt here ends the work there."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    async def _ended(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._visitor.close()

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()
