"""What holds for all tests."""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: a busy machine is no failure. Speed is measured in bench/.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI runs, a tool that is missing is a failure: a skip would hide that an install step is."""
    report = yield
    said = str(report.longrepr)
    if os.environ.get("CI") and report.skipped and ("could not import" in said or "no browser" in said):
        report.outcome = "failed"
    return report
