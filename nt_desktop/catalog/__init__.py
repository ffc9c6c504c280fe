"""The built catalogue: schema, manifest, reading. The truth; the full-text index is disposable."""
