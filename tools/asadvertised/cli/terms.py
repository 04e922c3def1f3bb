"""The terms by which a check is judged: those that the command line names, and no others."""

import sys
from pathlib import Path

from asadvertised.record.baseline import read_baseline
from asadvertised.record.gate import Terms
from asadvertised.record.policy import SHARED_FILE, lies_unused, read_policy, today


def terms_of(gate: Path | None, baseline: Path | None, article: str, locale: str) -> Terms:
    """Read the policy and the baseline, before anything is asked.

    What only lies in the folder changes no verdict, so that a record means the same wherever it was made; that it was
    not heeded is said. Raises ConfigurationError for what cannot be used.
    """
    day = today()
    policy = read_policy(gate, day) if gate else None
    if not gate and lies_unused(Path()):
        sys.stderr.write(f"asadvertised: {SHARED_FILE} has a policy that is not applied: say --gate {SHARED_FILE}\n")
    return Terms(policy, read_baseline(baseline, article, locale) if baseline else None, day)
