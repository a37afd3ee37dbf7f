"""Algorithms as XML names them, in the manifests of containers and in trusted lists, with their identifiers in CMS.

W3C assigned none to Ukraine's. These are the names in the containers that Diia and the central authority publish.
"""

from typing import Final

from bot.crypto.national.algorithms import GOST34311

_ENCRYPTION: Final = "http://www.w3.org/2001/04/xmlenc#"
_MORE: Final = "http://www.w3.org/2001/04/xmldsig-more#"
_MORE_2007: Final = "http://www.w3.org/2007/05/xmldsig-more#"
_KUPYNA: Final = "1.2.804.2.1.1.1.1.2.2"
_DSTU: Final = "1.2.804.2.1.1.1.1.3"

DIGESTS: Final = {
    f"{_ENCRYPTION}sha256": "2.16.840.1.101.3.4.2.1",
    f"{_MORE}sha384": "2.16.840.1.101.3.4.2.2",
    f"{_ENCRYPTION}sha512": "2.16.840.1.101.3.4.2.3",
    f"{_MORE_2007}sha3-256": "2.16.840.1.101.3.4.2.8",
    f"{_MORE_2007}sha3-384": "2.16.840.1.101.3.4.2.9",
    f"{_MORE_2007}sha3-512": "2.16.840.1.101.3.4.2.10",
    **{f"{prefix}gost34311": GOST34311 for prefix in (_ENCRYPTION, _MORE)},
    **{
        f"{prefix}{name}-{bits}": f"{_KUPYNA}.{number}"
        for prefix in (_ENCRYPTION, _MORE)
        for name in ("dstu7564", "kupyna")
        for number, bits in enumerate((256, 384, 512), 1)
    },
}

DSTU_SIGNATURES: Final = {
    f"{_MORE}dstu4145-gost34311": f"{_DSTU}.1.1",
    **{f"{_MORE}dstu4145-dstu7564-{bits}": f"{_DSTU}.6.{number}" for number, bits in enumerate((256, 384, 512), 1)},
}
