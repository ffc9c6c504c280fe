from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from nt_desktop.catalog.signature import sign_index, trust_in
from nt_desktop.errors import NtDesktopError


def write_keys(folder: Path, name: str) -> tuple[Path, Path]:
    key = Ed25519PrivateKey.generate()
    private, public = folder / f"{name}.pem", folder / f"{name}.pub.pem"
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    public.write_bytes(
        key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    return private, public


def test_a_signed_index_is_trusted_by_the_key_that_signed_it_alone(sample_index: Path, tmp_path: Path) -> None:
    private, public = write_keys(tmp_path, "ours")
    _, other = write_keys(tmp_path, "theirs")
    assert trust_in(sample_index, public) == "unsigned"
    sign_index(sample_index, private)
    assert trust_in(sample_index, public) == "signed"
    assert trust_in(sample_index, other) == "forged"
    assert trust_in(sample_index, tmp_path / "no key") == "unsigned"


def test_a_changed_manifest_or_signature_is_forged(sample_index: Path, tmp_path: Path) -> None:
    private, public = write_keys(tmp_path, "ours")
    sign_index(sample_index, private)
    manifest = sample_index / "manifest.json"
    content = manifest.read_bytes()
    manifest.write_bytes(content + b" ")
    assert trust_in(sample_index, public) == "forged"
    manifest.write_bytes(content)
    (sample_index / "manifest.sig").write_bytes(b"short")
    assert trust_in(sample_index, public) == "forged"


def test_a_key_that_cannot_sign_is_named(sample_index: Path, tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("x")
    with pytest.raises(NtDesktopError, match="nonsense"):
        sign_index(sample_index, nonsense)
    curve = tmp_path / "curve.pem"
    curve.write_bytes(
        generate_private_key(SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    with pytest.raises(NtDesktopError, match="Ed25519"):
        sign_index(sample_index, curve)
