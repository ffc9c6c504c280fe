"""The public key inside the bundle: derived from the private key that signs the index, which itself stays outside."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key


def write_public_key(private_key: Path, target: Path) -> None:
    """Write the public key (PEM) that belongs to an Ed25519 private key (PEM, no password)."""
    key = load_pem_private_key(private_key.read_bytes(), password=None).public_key()
    target.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
