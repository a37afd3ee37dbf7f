"""Repositories of documents, boards, requests and signatures."""

from storage.signing.boards import SqlBoards
from storage.signing.documents import SqlDocuments
from storage.signing.requests import SqlRequests
from storage.signing.signatures import SqlSignatures

__all__ = ["SqlBoards", "SqlDocuments", "SqlRequests", "SqlSignatures"]
