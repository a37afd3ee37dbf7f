"""Why a file cannot be judged at all."""

from bot.errors import InputRefused


class NoSignatureRefused(InputRefused):
    """The file carries no signature that is known here."""


class ContainerUnsafeRefused(InputRefused):
    """The container is damaged, or built so that opening it would do harm."""


class XadesRefused(InputRefused):
    """The container is signed with XAdES, which is not judged here."""


class SignaturesTooManyRefused(InputRefused):
    """The file carries more signatures than anybody needs."""
