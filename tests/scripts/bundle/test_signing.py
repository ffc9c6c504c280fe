"""The key that signs the index, and the one that goes into the bundle."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from nt_desktop.catalog.signature import sign_index, trust_in
from scripts.bundle.__main__ import build_command, read_options
from scripts.bundle.signing import write_public_key


def private_key(path: Path) -> Path:
    key = Ed25519PrivateKey.generate()
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return path


def test_the_key_inside_recognises_what_the_private_key_signed(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"{}")
    public = tmp_path / "index_key.pem"
    mine, other = private_key(tmp_path / "mine.pem"), private_key(tmp_path / "other.pem")
    sign_index(tmp_path, mine)
    write_public_key(mine, public)
    assert trust_in(tmp_path, public) == "signed"
    write_public_key(other, public)
    assert trust_in(tmp_path, public) == "forged"


def test_only_the_public_half_goes_inside(tmp_path: Path) -> None:
    write_public_key(private_key(tmp_path / "private.pem"), tmp_path / "public.pem")
    first, *_, last = (tmp_path / "public.pem").read_text(encoding="ascii").splitlines()
    assert (first, last) == ("-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----")


def test_the_index_is_signed_only_with_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    signed = build_command(read_options(["--key", "my key.pem"]), tmp_path / "index")
    assert signed[-2:] == ["--key", str(tmp_path.resolve() / "my key.pem")]
    assert "--key" not in build_command(read_options([]), tmp_path / "index")
