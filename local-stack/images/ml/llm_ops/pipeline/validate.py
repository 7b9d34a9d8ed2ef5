"""Stage 1: every row can be trained on, and the base model is there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from llm_ops import data, store
from llm_ops.job import Job


def run(job: Job) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        train, holdout = data.load(store.download(job.dataset_uri, Path(folder)))
    if job.model_uri:
        bucket, key = store.parse(job.model_uri)
        if not store.client().list_objects_v2(Bucket=bucket, Prefix=key, MaxKeys=1).get("KeyCount"):
            raise FileNotFoundError(f"The base model has no files at {job.model_uri}")
    return {"training_rows": len(train), "holdout_rows": len(holdout), "dataset_checksum": job.dataset_checksum}
