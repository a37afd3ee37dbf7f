"""What holds for all tests: their order, the worker processes, and an environment without an operator's settings."""

import os
from pathlib import Path

import aiogram_later  # noqa: F401 - before aiogram: the import takes a third of the time
import pytest
from hypothesis import Phase, settings

from bot.settings import Settings
from bot.workers.pool import WorkerPool

ROOT = Path(__file__).resolve().parents[1]

# The same examples in every run, so that a change is judged by what it changed. `--hypothesis-profile=random` looks for
# new ones: what it finds becomes an `@example` or a test. How long an example takes says more about the machine.
settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.register_profile("random", print_blob=True, deadline=None)
settings.load_profile("fixed")

# For `make mutation`, where most runs are meant to fail: the same examples each time, and no search for smaller ones.
_PHASES = (Phase.explicit, Phase.generate)
settings.register_profile("mutation", database=None, deadline=None, derandomize=True, phases=_PHASES)


def pytest_collection_modifyitems(items):
    """Run the long modules first, so that all workers end at about the same time; give long tests fifteen minutes."""
    for item in items:
        if item.get_closest_marker("long") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(900))
    items.sort(key=lambda item: not item.nodeid.startswith(("tests/chaos/", "tests/e2e/")))


@pytest.fixture(scope="session", autouse=True)
def _without_operator_settings(tmp_path_factory):
    """Hide the `.env` and the environment variables of a bot that a developer runs from this checkout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("without-settings"))
        for name in Settings.model_fields:
            patch.delenv(name.upper(), raising=False)
            patch.delenv(f"{name.upper()}_FILE", raising=False)
        # Programs that tests start import this checkout, although they do not run in it.
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])))
        yield


@pytest.fixture(scope="session")
async def workers():
    """The worker processes that all tests of a session share."""
    pool = WorkerPool()
    yield pool
    await pool.close()
