"""The kiosk over HTTP: what the page may load, and that nothing is told without a token."""

from uuid import uuid4

from aiohttp.test_utils import make_mocked_request

from web.kiosk.access import event_in

KEY = {"Idempotency-Key": str(uuid4())}
NOBODY = ("", "Bearer x", f"Bearer {'A' * 43}")


async def test_the_page_loads_only_its_own_files_and_pictures_that_it_makes(serve, http):
    url = await serve()
    async with http.get(f"{url}/kiosk?lang=en") as answer:
        policy, page = answer.headers["Content-Security-Policy"], await answer.text()
    assert "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Sign your documents here" in page
    assert "{{" not in page


async def test_a_device_that_is_no_kiosk_is_told_so_and_nothing_else(serve, http):
    url = await serve()
    code = {"code": str(uuid4()), "digits": "123456"}
    terms = {"privacy_version": "x", "agreement_version": "x"}
    for token in NOBODY:
        headers = {"Authorization": token, **KEY}
        for path, body in (
            ("/kiosk/code", {"phone": "+380671112233"}),
            ("/kiosk/code/confirm", code),
            ("/kiosk/register", {"code": code["code"], "pin": "836152", **terms}),
            ("/kiosk/device", {"token": "A" * 43}),
        ):
            async with http.post(url + path, json=body, headers=headers) as answer:
                assert (answer.status, (await answer.json())["refused"]) == (403, "refused-kiosk-over"), path
        async with http.get(f"{url}/kiosk/device", headers=headers) as answer:
            assert answer.status == 403


async def test_without_a_session_no_document_is_shown_or_signed(serve, http):
    url, request = await serve(), uuid4()
    for token in NOBODY:
        headers = {"Authorization": token, **KEY}
        for path in ("/kiosk/documents", f"/kiosk/documents/{request}/pages/0"):
            async with http.get(url + path, headers=headers) as answer:
                assert answer.status == 401
        for path in ("", "/sign", "/decline", "/take-back"):
            async with http.post(f"{url}/kiosk/documents/{request}{path}", json={}, headers=headers) as answer:
                assert answer.status == 401
        for path in ("terms", "objection", "pin", "pin/request", "touch"):
            async with http.post(f"{url}/kiosk/{path}", json={}, headers=headers) as answer:
                assert answer.status == 401


async def test_odd_requests_are_refused(serve, http):
    url = await serve()
    for path, body in (
        ("/kiosk/code", {}),
        ("/kiosk/code", {"phone": 7}),
        ("/kiosk/code", {"phone": "7" * 41}),
        ("/kiosk/code/confirm", {"code": "x", "digits": "1"}),
        ("/kiosk/register", {"code": "x"}),
        ("/kiosk/device", {"token": "A" * 65}),
    ):
        async with http.post(url + path, json=body, headers=KEY) as answer:
            assert answer.status == 400, path
    async with http.post(f"{url}/kiosk/code", json={"phone": "+380671112233"}) as answer:
        assert answer.status == 400, "no key"
    async with http.delete(f"{url}/kiosk/session") as answer:
        assert answer.status == 200


def test_one_key_for_two_documents_or_two_people_names_two_events():
    """The id of a signature is derived from the event: a second one with the same id would not be stored."""

    def event(path, *of):
        return event_in(make_mocked_request("POST", path, headers=KEY), *of)

    document, other, of = "/kiosk/documents/1/sign", "/kiosk/documents/2/sign", ("account", "other account")
    assert event(document, of[0]) == event(document, of[0])
    assert len({event(path, whose) for path in (document, other) for whose in of}) == 4
