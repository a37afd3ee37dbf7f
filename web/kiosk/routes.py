"""The routes of the kiosk."""

from aiohttp import web

from web.kiosk import documents, logging_in
from web.kiosk.page import show_page


def add_routes(app: web.Application) -> None:
    """Add the routes to the application."""
    app.router.add_get("/kiosk", show_page)
    logging_in.add_routes(app)
    documents.add_routes(app)
