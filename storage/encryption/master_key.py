"""Checks at start, before anything is written, that the master key is the one with which the database was written."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.crypto.encryption import Cipher, DecryptionError
from storage.encryption.encrypted_columns import ColumnEncryption
from storage.encryption.reencryption import count_needing, move_anchor
from storage.repository import insert_new
from storage.tables import key_check

_WITNESS = "the master key is right"


class WrongMasterKey(Exception):  # noqa: N818 - names what is wrong
    """The database was written under another master key; the message is for the administrator."""


async def check_master_key(engine: AsyncEngine, cipher: Cipher, *, follow: bool = False) -> None:
    """Store a witness in a new database, and decrypt it in an existing one; WrongMasterKey where that fails.

    Where the oldest key was removed after everything was re-encrypted, `follow` indexes again under the remaining ones.
    """
    encryption = ColumnEncryption(cipher)
    fresh = {"id": 1, "anchor_id": cipher.anchor_id, "witness": encryption.encrypt(key_check.c.witness, "1", _WITNESS)}
    async with engine.begin() as connection:
        await connection.execute(insert_new(engine.dialect.name, key_check), fresh)
        row = (await connection.execute(select(key_check))).mappings().one()
    try:
        encryption.decrypt(key_check.c.witness, "1", row["witness"])
    except DecryptionError as error:
        raise WrongMasterKey(_sentence("was written under a master key that is not in MASTER_KEY")) from error
    if row["anchor_id"] in cipher.key_ids[:-1]:
        raise WrongMasterKey(_sentence("needs its oldest master key to stay last in MASTER_KEY"))
    if row["anchor_id"] != cipher.anchor_id:
        await _follow(engine, cipher, follow=follow)


async def _follow(engine: AsyncEngine, cipher: Cipher, *, follow: bool) -> None:
    async with engine.begin() as connection:
        # Held to the end: of processes that start at once one moves the anchor, and the others find it moved.
        anchor = (await connection.execute(select(key_check.c.anchor_id).with_for_update())).scalar_one()
        if anchor == cipher.anchor_id:
            return
        if needing := await count_needing(connection, cipher, cipher.key_ids):
            raise WrongMasterKey(_sentence(f"has {needing} rows under a master key that is not in MASTER_KEY"))
        if not follow:
            raise WrongMasterKey("the oldest master key was dropped: start the bot once before any other command")
        await move_anchor(connection, cipher)


def _sentence(what: str) -> str:
    return f"this database {what}: put that key back, or restore the backup that belongs to the key you have"
