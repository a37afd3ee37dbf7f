"""The route of the revocation lists: their addresses stand in certificates, and programs fetch them."""

from aiohttp import web
from dishka.integrations.aiohttp import FromDishka, inject

from bot.staff.revocation.find_list import FindList


@inject
async def serve_list(request: web.Request, find: FromDishka[FindList]) -> web.Response:
    """Serve the newest list of an organisation (RFC 5280, appendix A; media type of RFC 2585)."""
    content = await find(bytes.fromhex(request.match_info["tag"]))
    if content is None:
        raise web.HTTPNotFound
    return web.Response(body=content, content_type="application/pkix-crl")


def add_routes(app: web.Application) -> None:
    """Add the route to the application."""
    app.router.add_get("/crl/{tag:[0-9a-f]{8}}.crl", serve_list)
