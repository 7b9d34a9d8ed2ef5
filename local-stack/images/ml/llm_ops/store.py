"""Files in the object store, addressed as s3://bucket/key."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import urlparse

import boto3

CHUNK_BYTES = 1 << 20


def parse(uri: str) -> tuple[str, str]:
    """Bucket and key of an s3:// address."""
    parts = urlparse(uri)
    if parts.scheme != "s3" or not parts.netloc:
        raise ValueError(f"{uri!r} is not an address like s3://bucket/key")
    return parts.netloc, parts.path.lstrip("/")


def client():
    """S3 client of the environment's credentials and AWS_ENDPOINT_URL."""
    return boto3.client("s3")


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def download(uri: str, target: Path) -> list[Path]:
    """Downloads one file, or every file below a folder; what it wrote."""
    bucket, key = parse(uri)
    s3 = client()
    written = []
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=key)
    for page in pages:
        for item in page.get("Contents", []):
            found = item["Key"]
            if found.endswith("/"):
                continue
            if found == key:
                name = found.rsplit("/", 1)[-1]
            elif key.endswith("/") or found.startswith(f"{key}/"):
                name = found[len(key):].lstrip("/")
            else:
                continue
            place = target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            s3.download_file(bucket, found, str(place))
            written.append(place)
    if not written:
        raise FileNotFoundError(f"There is nothing at {uri}")
    return written


def upload(folder: Path, uri: str) -> list[dict]:
    """Uploads a folder; path, size and SHA-256 of every file."""
    bucket, prefix = parse(uri if uri.endswith("/") else f"{uri}/")
    s3 = client()
    files = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        s3.upload_file(str(path), bucket, f"{prefix}{name}")
        files.append({"path": name, "size": path.stat().st_size, "sha256": sha256(path)})
    return files


def put_text(uri: str, text: str) -> None:
    bucket, key = parse(uri)
    client().put_object(Bucket=bucket, Key=key, Body=text.encode())


def get_text(uri: str) -> str:
    bucket, key = parse(uri)
    return client().get_object(Bucket=bucket, Key=key)["Body"].read().decode()
