"""Everything that speaks SQL: engine, tables, transaction, repositories of each feature, migrations."""
