import pytest

from bot.crypto.national.gost34311 import Gost34311
from bot.crypto.national.hashing import PIECE, hash_in_workers
from bot.crypto.national.kupyna import Kupyna
from bot.workers.pool import Priority


@pytest.mark.parametrize("function", [Gost34311, Kupyna])
async def test_a_file_is_hashed_piece_by_piece_and_says_how_far_it_is(workers, function):
    data, done = b"0123456789abcdef" * (PIECE // 16) + b"rest", []
    expected = function()
    expected.update(data)
    assert await hash_in_workers(workers, Priority.PERSON, function(), data, done.append) == expected.digest()
    assert done == [PIECE, PIECE + 4]


async def test_nothing_is_hashed_at_once(workers):
    assert await hash_in_workers(workers, Priority.PERSON, Gost34311(), b"", print) == Gost34311().digest()
