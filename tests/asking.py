"""What the tests of the API and of agents ask with: two reports that clash, and a hand that is always quick."""

from __future__ import annotations

from concurrent.futures import Future

from rashomon.casebook import Work, worked
from rashomon.types import Analysis
from rashomon.web.hand import Hand

TOKEN = "a-token-of-five-words"  # noqa: S105
AGROUND = "The ferry Almira ran aground off Tolsund on Monday with {n} people on board, the harbour office said. Nobody was hurt.\n"
TWO = [{"text": AGROUND.format(n=n), "outlet": outlet, "date": "2031-05-06"} for n, outlet in ((41, "Tolsund Post"), (14, "Sound Courier"))]


class Here(Hand):
    """A hand that compares in this process: what an answer waits for is there at once."""

    def analysis(self, id: str, wait_seconds: float) -> Analysis | None:
        return self.book.analysis(id)

    def lend(self, work: Work) -> Future[Analysis]:
        done: Future[Analysis] = Future()
        done.set_result(worked(work))
        return done
