"""Everything that speaks SQL: engine, tables, transaction, a repository per room, migrations."""
