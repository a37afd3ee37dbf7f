"""The bots that Countersign is measured beside.

`python -m benchmarks.peer` is an idiomatic aiogram bot that does a part of what Countersign does: a menu, a list of
documents, and their confirmation. Each part follows the documentation of its library:

- The stock `Dispatcher` polls (`start_polling` below `asyncio.run`), with routers, filters and `CallbackData`: aiogram,
  "Quick start", "Router", "Filters", "Callback Data Factory".
- One middleware gives each handler its database session: aiogram, "Middlewares" (an outer middleware that passes data).
- An `async_sessionmaker` with `expire_on_commit=False`, ORM models with `Mapped`, and `joinedload` for what a screen
  shows of related rows: SQLAlchemy, "Asynchronous I/O", "Preventing Implicit IO when Using AsyncSession".
- The state of dialogues is in the same database, in a `BaseStorage` of its own (aiogram, "Storages", "Writing own
  storages"). Its methods are called one by one, so each is a transaction: a look at the state before every
  update, two writes for `FSMContext.clear`.
- Whatever one screen shows is looked up for that screen, by one query for each thing. `/start` counts documents and
  passes, because Countersign's does.

The comparison favours the peer: it has seven handlers, one language, plain texts, no inbox, no encryption, no periodic
jobs and no limits to keep; its Confirm writes a signature and an audit event but makes no key, certificate or signed
record, as Countersign's does. Its SQLite has the same journal and the same durability as Countersign's.

`python -m benchmarks.peer.bare` is a bare aiogram bot, which repeats texts: the measure of memory and of a start.
"""
