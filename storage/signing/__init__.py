"""Repositories of documents, boards, requests, declines and signatures."""

from storage.signing.boards import SqlBoards
from storage.signing.declines import SqlDeclines
from storage.signing.documents import SqlDocuments
from storage.signing.requests import SqlRequests
from storage.signing.signatures import SqlSignatures

__all__ = ["SqlBoards", "SqlDeclines", "SqlDocuments", "SqlRequests", "SqlSignatures"]
