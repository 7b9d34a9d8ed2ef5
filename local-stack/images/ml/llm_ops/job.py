"""The job a pod belongs to, as its environment describes it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    """Fields as the portal sets them; see docs/training.md."""

    id: str
    model_name: str
    model_uri: str
    dataset_id: str
    dataset_version: str
    dataset_checksum: str
    dataset_uri: str
    output_uri: str
    api_base_url: str
    token: str
    run_id: str
    experiment: str
    parameters: dict = field(default_factory=dict)

    @staticmethod
    def from_environment() -> "Job":
        def read(name: str, default: str | None = None) -> str:
            value = os.environ.get(name, default)
            if value is None:
                raise SystemExit(f"The environment variable {name} is missing")
            return value

        return Job(
            id=read("JOB_ID"),
            model_name=read("MODEL_NAME", ""),
            model_uri=read("MODEL_URI", ""),
            dataset_id=read("DATASET_ID"),
            dataset_version=read("DATASET_VERSION", ""),
            dataset_checksum=read("DATASET_CHECKSUM", ""),
            dataset_uri=read("DATASET_URI"),
            output_uri=read("OUTPUT_URI").rstrip("/") + "/",
            api_base_url=read("API_BASE_URL"),
            token=read("LLM_OPS_JOB_TOKEN"),
            run_id=read("MLFLOW_RUN_ID", ""),
            experiment=read("MLFLOW_EXPERIMENT_NAME", ""),
            parameters=json.loads(read("HYPERPARAMETERS", "{}")),
        )

    def note_uri(self, name: str) -> str:
        """Where stages leave notes for each other, beside the output."""
        return f"{self.output_uri}.llm-ops/{self.id}/{name}.json"

    def number(self, name: str, default: float) -> float:
        """A hyperparameter as a number."""
        value = self.parameters.get(name, default)
        try:
            return float(value)
        except (TypeError, ValueError):
            raise SystemExit(f"The hyperparameter {name} is {value!r}, which is no number") from None
