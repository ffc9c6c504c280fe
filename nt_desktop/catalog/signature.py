"""The signature of an index: Ed25519 over the bytes of manifest.json, which in turn vouches for every other file.

The private key stays with the person who prepares the collection; the public key travels inside the program, in
resources/index_key.pem. Both are PEM, as `openssl genpkey -algorithm ed25519` and `openssl pkey -pubout` write them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from nt_desktop.catalog.manifest import NAME, SIGNATURE_NAME, to_disk
from nt_desktop.errors import NtDesktopError
from nt_desktop.places import resources_folder

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PUBLIC_KEY = "index_key.pem"
Trust = Literal["signed", "unsigned", "forged"]
TRUST_WORDS: dict[Trust, str] = {"signed": "签名有效", "unsigned": "未签名", "forged": "签名无效"}


def sign_index(index: Path, private_key: Path) -> None:
    """Write the signature of an index beside its manifest.

    Raises NtDesktopError where the key can't be used.
    """
    signing_with(private_key)(index)


def signing_with(private_key: Path) -> Callable[[Path], None]:
    """What signs an index given its folder; the key is read now, so that a wrong one shows before anything is built.

    Raises NtDesktopError where the key can't be used.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(private_key.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise NtDesktopError(f"签名私钥“{private_key}”读不出来", "请指定不带口令的 Ed25519 私钥（PEM）。") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise NtDesktopError(f"“{private_key}”不是 Ed25519 私钥", "请用 openssl genpkey -algorithm ed25519 生成一个。")
    return lambda index: _write_signature(index, key)


def _write_signature(index: Path, key: Ed25519PrivateKey) -> None:
    path = index / SIGNATURE_NAME
    path.write_bytes(key.sign((index / NAME).read_bytes()))
    to_disk(path)


def trust_in(index: Path, public_key: Path | None = None) -> Trust:
    """Whether an index carries the signature of the key inside the program (or of the public key given).

    Without a public key nothing can be vouched for, and every index counts as unsigned.
    """
    key_path = public_key or resources_folder() / PUBLIC_KEY
    signature_path = index / SIGNATURE_NAME
    if not key_path.is_file() or not signature_path.is_file():
        return "unsigned"
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(key_path.read_bytes())
        if not isinstance(key, Ed25519PublicKey):
            return "forged"
        key.verify(signature_path.read_bytes(), (index / NAME).read_bytes())
    except (InvalidSignature, ValueError, OSError):
        return "forged"
    return "signed"
