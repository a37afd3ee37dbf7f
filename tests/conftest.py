"""What holds for all tests: the long ones begin first, so that two workers end at about the same time."""


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(("tests/chaos/", "tests/e2e/")))
