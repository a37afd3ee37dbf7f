"""Log-in over HTTP: what is no log-in is refused."""

BAD = (b"", b"[]", b"{", b"[" * 4000, b'{"init_data": 1, "account": ""}', b'{"init_data": "x", "account": "y"}', b"{}")


async def test_what_is_no_log_in_is_refused_in_the_readers_language(serve, http):
    url = await serve()
    for body in BAD:
        async with http.post(f"{url}/app/session", data=body) as answer:
            assert answer.status == 400
    for path, given, refused in (
        ("/app/session", {"init_data": "user=x&hash=y", "account": ""}, "refused-init-data"),
        ("/app/session/link", {"token": "A" * 43}, "refused-login-link"),
    ):
        texts = set()
        for language in ("uk", "ru", "en"):
            async with http.post(url + path, json=given, headers={"Accept-Language": language}) as answer:
                told = await answer.json()
            assert (answer.status, told["refused"]) == (403, refused)
            texts.add(told["text"])
        assert len(texts) == 3
    async with http.delete(f"{url}/app/session") as answer:
        assert answer.status == 200
