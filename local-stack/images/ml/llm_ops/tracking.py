"""The run of a job at MLflow. Tracking never stops or fails a training."""

from __future__ import annotations

import logging
import queue
import threading
import time
from pathlib import Path

from mlflow import MlflowClient
from mlflow.entities import Metric

from .job import Job

log = logging.getLogger("tracking")

FLUSH_SECONDS = 1.0
"""Longest time a point waits before it is sent."""
GIVE_UP_SECONDS = 120.0
"""How long the end of a stage waits for MLflow to take what is left."""
BATCH = 500
"""Most metrics in a batch; MLflow's own limit is 1,000."""


class Tracker:
    """Sends points in the background, in order, until MLflow takes them."""

    def __init__(self, job: Job):
        self._client = MlflowClient()
        self._job = job
        self._run_id = job.run_id
        self._queue: queue.Queue[Metric] = queue.Queue()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def log(self, step: int, **values: float) -> None:
        now = int(time.time() * 1000)
        for name, value in values.items():
            self._queue.put(Metric(name, float(value), now, step))

    def artifact(self, path: Path, folder: str | None = None) -> None:
        """Uploads a file or a folder; a failure is logged."""
        try:
            run_id = self._find_run()
            if path.is_dir():
                self._client.log_artifacts(run_id, str(path), folder)
            else:
                self._client.log_artifact(run_id, str(path), folder)
        except Exception as error:
            log.warning("The artifact %s was not stored: %s", path.name, error)

    def close(self) -> None:
        self._stop.set()
        self._thread.join(GIVE_UP_SECONDS)
        if self._thread.is_alive():
            log.warning("MLflow did not take %d points", self._queue.qsize())

    def _find_run(self) -> str:
        if not self._run_id:
            experiment = self._client.get_experiment_by_name(self._job.experiment)
            runs = experiment and self._client.search_runs(
                [experiment.experiment_id], f"tags.`llmops.job_id` = '{self._job.id}'", max_results=1
            )
            if not runs:
                raise LookupError(f"MLflow has no run of job {self._job.id} yet")
            self._run_id = runs[0].info.run_id
        return self._run_id

    def _work(self) -> None:
        waiting: list[Metric] = []
        while True:
            last = self._stop.wait(FLUSH_SECONDS)
            while not self._queue.empty():
                waiting.append(self._queue.get())
            try:
                while waiting:
                    self._client.log_batch(self._find_run(), metrics=waiting[:BATCH])
                    del waiting[:BATCH]
            except Exception as error:
                log.warning("%d points wait for MLflow: %s", len(waiting), error)
            if last and not waiting and self._queue.empty():
                return
