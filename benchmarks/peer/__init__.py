"""The bots that Countersign is measured beside.

`python -m benchmarks.peer` is an idiomatic aiogram bot that does a part of what Countersign does: a menu, a list of
documents, and their confirmation. It is written as the documentation of aiogram and SQLAlchemy would have it: the stock
Dispatcher with long polling, one `AsyncSession` for each update, ORM models, one look-up of the speaker in a
middleware, and the state of dialogues in the same database.

The comparison favours the peer: it has seven handlers, one language, plain texts, no inbox, no encryption, no periodic
jobs and no limits to keep; its Confirm writes a signature and an audit event but makes no key, certificate or signed
record, as Countersign's does. Its SQLite has the same journal and the same durability as Countersign's.

`python -m benchmarks.peer.bare` is a bare aiogram bot, which repeats texts: the measure of memory and of a start.
"""
