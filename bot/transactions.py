"""The two ways to open a transaction; the one a use case takes shows whether it writes."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol, TypeVar

TransactionT_co = TypeVar("TransactionT_co", covariant=True)


class OpenTransaction(Protocol[TransactionT_co]):
    """Opens a transaction that may write: committed when the block ends, rolled back when it raises."""

    def __call__(self) -> AbstractAsyncContextManager[TransactionT_co]:
        """Open a transaction."""
        ...


class ReadTransaction(Protocol[TransactionT_co]):
    """Opens a read-only transaction, which waits for no writer. SQLite refuses every write in it."""

    def __call__(self) -> AbstractAsyncContextManager[TransactionT_co]:
        """Open a transaction."""
        ...
