"""Errors of the Bot API, worded as Telegram words them, and of the control API."""

from sandbox.encoding import JsonObject


class ApiError(Exception):
    """A Bot API call is refused: `status` is the HTTP status and `error_code`, `description` is Telegram's wording."""

    def __init__(self, status: int, description: str, parameters: JsonObject | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    def body(self) -> JsonObject:
        """Return the body of the response."""
        body: JsonObject = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> ApiError:
    """Return a 400: ``Bad Request: <reason>``."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """Return a 403: the bot may not write to the person."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """Return a 409: updates are received in two ways at once."""
    return ApiError(409, f"Conflict: {reason}")


def too_many_requests(seconds: int) -> ApiError:
    """Return a 429 with ``parameters.retry_after``."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


def not_simulated(what: str) -> ApiError:
    """Return a 501 for what Telegram has and the sandbox has not."""
    return ApiError(501, f"Not Implemented: {what} is not simulated")


def too_large() -> ApiError:
    """Return a 413, worded as Telegram's proxy words it."""
    return ApiError(413, "Request Entity Too Large")


class ControlError(Exception):
    """A request to the control API is refused with `status` and ``{"error": reason}``."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
