"""A reader that dies or stalls costs one page."""

from bench.gold import GoldPage
from bench.peers import PARSE
from bench.worker import Worker, answer, working

PAGE = GoldPage("made", "1", None, None, None, b"<p>Banjir surut.", {})


def test_a_killed_reader_is_started_anew() -> None:
    with working(PARSE) as worker:
        assert worker.ask(PAGE).failure is None
        assert worker._process is not None
        worker._process.kill()
        worker._process.join()
        assert worker.ask(PAGE).failure == "crashed"
        assert worker.ask(PAGE).failure is None


def test_a_stalled_reader_is_ended() -> None:
    worker = Worker(PARSE, time_limit=0.0)
    assert worker.ask(PAGE).failure == "took too long"
    assert worker._process is None


def test_an_exception_is_an_empty_answer() -> None:
    wrong = GoldPage("made", "1", None, None, None, None, {})  # type: ignore[arg-type]  # the parser refuses None
    assert answer(PARSE, wrong).failure == "TypeError"
