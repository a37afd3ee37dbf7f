"""What proves something: finished documents, the ledger, the organisations' certificates."""
