"""What holds for all tests: the long ones begin first, so that two workers end at about the same time."""

from hypothesis import Phase, settings

# For `make mutation`, where most runs are meant to fail: the same examples each time, and no search for smaller ones.
_PHASES = (Phase.explicit, Phase.generate)
settings.register_profile("mutation", database=None, deadline=None, derandomize=True, phases=_PHASES)


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(("tests/chaos/", "tests/e2e/")))
