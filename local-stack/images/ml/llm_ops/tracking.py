"""The run of a job, with plain MLflow calls. Tracking never stops a training.

MLflow's client speaks to the portal (MLFLOW_TRACKING_URI), which keeps every
point until MLflow has it.
"""

from __future__ import annotations

import logging
from pathlib import Path

import mlflow

from .job import Job

log = logging.getLogger("tracking")


class Tracker:
    """Logs to the run of the job, without waiting for an answer."""

    def __init__(self, job: Job):
        self._run_id = job.run_id

    def log(self, step: int, **values: float) -> None:
        numbers = {name: float(value) for name, value in values.items()}
        self._try(mlflow.log_metrics, numbers, step=step, synchronous=False, run_id=self._run_id)

    def artifact(self, path: Path, folder: str | None = None) -> None:
        """Uploads a file or a folder; a failure is logged."""
        upload = mlflow.log_artifacts if path.is_dir() else mlflow.log_artifact
        self._try(upload, str(path), artifact_path=folder, run_id=self._run_id)

    def close(self) -> None:
        """Waits until the portal has every point."""
        self._try(mlflow.flush_async_logging)

    @staticmethod
    def _try(call, *args, **options) -> None:
        try:
            call(*args, **options)
        except Exception as error:
            log.warning("%s failed: %s", call.__name__, error)
