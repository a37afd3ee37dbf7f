"""A company whose database is PostgreSQL."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from zoneinfo import ZoneInfo

from chaos.organisation.work import next_monday
from e2e.servers.company import Company, company
from e2e.servers.postgres import Database, postgres

from bot.crypto.encryption import mint_master_key


@dataclass
class PostgresCompany(Company):
    server: Database = None

    def rows(self, statement):
        found = []
        thread = Thread(target=lambda: found.extend(asyncio.run(self.server.rows(statement))))
        thread.start()
        thread.join()
        return found


@asynccontextmanager
async def company_on_postgres(folder, **settings):
    start = next_monday(datetime.now(ZoneInfo("Europe/Kyiv")))
    async with postgres() as database:
        settings = {"DATABASE_URL": database.url, "MASTER_KEY": mint_master_key(), **settings}

        def kind(*people):
            return PostgresCompany(*people, server=database)

        async with company(folder, at=start, kind=kind, **settings) as staff:
            yield staff
