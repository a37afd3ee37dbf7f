from dataclasses import replace
from datetime import timedelta

import pytest

from benchmarks.proof.time_pki import time_pki
from bot.crypto.authority import issue_list
from bot.outgoing import Service
from bot.signing.models import SealLevel
from bot.signing.sealing.http_timestamps import HttpTimestamps
from bot.signing.sealing.seal import Archive


@pytest.fixture(scope="session")
def pki(tmp_path_factory, now):
    with time_pki(tmp_path_factory.mktemp("pki"), now, now + timedelta(days=3650)) as running:
        yield running


@pytest.fixture
def stamping(pki):
    return Archive(HttpTimestamps(pki.url), SealLevel.B_LTA, (pki.root,), Service(seconds=20))


@pytest.fixture(scope="session")
def seal(office, now):
    """The organisation's seal with its newest list of revoked certificates."""
    return replace(office.seal, lists=(issue_list(office.ca, 1, [], now),))
