"""When a job is tried again."""

from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.jobs import Job

from lkj_audit.archive.errors import ArchiveError
from lkj_audit.archive.ingestion.auditing import PASSING
from lkj_audit.archive.records import Failure

# before a document that could not be read for a passing reason is tried again, by the number of
# attempts
_RETRY_SECONDS = (5, 20)


class Interrupted(Exception):  # named for what happened
    """The worker is to end while it works on a document: another worker takes the job."""


class Passing(Exception):  # named for what happened
    """A document could not be read for a reason that may be gone soon."""


class RetryPassing(BaseRetryStrategy):
    """When a job is tried again: at once where its worker was to end, later where the reason
    may pass.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when, or None where it is not."""
        if isinstance(exception, Interrupted):
            return RetryDecision(retry_in={"seconds": 0})
        if isinstance(exception, (Passing, ArchiveError)) and job.attempts < len(_RETRY_SECONDS):
            return RetryDecision(retry_in={"seconds": _RETRY_SECONDS[job.attempts]})
        return None


def retry_passing(queued: Job, failure: Failure | None) -> None:
    """Raise a Passing where a document could not be read for a passing reason, and is to be tried
    again.
    """
    if failure is not None and failure.code in PASSING and queued.attempts < len(_RETRY_SECONDS):
        raise Passing(failure.reason_en)
