"""Repositories of documents, requests and signatures."""

from storage.signing.documents import SqlDocuments
from storage.signing.requests import SqlRequests
from storage.signing.signatures import SqlSignatures

__all__ = ["SqlDocuments", "SqlRequests", "SqlSignatures"]
