"""What travels: JSON objects as the Bot API shapes them, and refusals as it words them. Never state, never HTTP."""

from typing import Any

JsonObject = dict[str, Any]


class ApiRefused(Exception):  # noqa: N818 - the Bot API's expected "no", which is no error of the sandbox
    """A call is answered ``{"ok": false}``: `status` is the HTTP and error code, `description` Telegram's own words."""

    def __init__(self, status: int, description: str, parameters: JsonObject | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def answer(self) -> JsonObject:
        """Give the body of the answer."""
        body: JsonObject = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiRefused:
    """400, worded as Telegram words it: ``Bad Request: <reason>``."""
    return ApiRefused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiRefused:
    """403: the person does not let the bot write."""
    return ApiRefused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiRefused:
    """409: two ways of receiving updates at once."""
    return ApiRefused(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> ApiRefused:
    """429 with ``parameters.retry_after``."""
    return ApiRefused(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


class ControlRefused(Exception):  # noqa: N818 - an answer of the control API, which is no error of the sandbox
    """The control API answers `status` with ``{"error": reason}``."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, in which the Bot API counts offsets and limits."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")
