"""Waits for the work that a stage of a pipeline stands for: python3 -m llm_ops.stage.

The portal does the work (submits a training job, deploys a model, judges data);
the pod only asks it how far that is, so the stage takes as long as the work and
ends as it ends.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from urllib.parse import quote

import requests

WAIT_SECONDS = 3
OUTPUTS = Path("/tmp")


def ask(url: str, attempt: int, token: str) -> dict | None:
    """How far the work is; nothing while the portal cannot be reached."""
    headers = {"authorization": f"Bearer {token}"}
    try:
        response = requests.post(url, json={"attempt": attempt}, headers=headers, timeout=30)
    except (requests.ConnectionError, requests.Timeout) as error:
        print(f"The portal cannot be reached: {error}", flush=True)
        return None
    if response.status_code >= 500:
        print(f"The portal answered {response.status_code}: {response.text[:300]}", flush=True)
        return None
    if not response.ok:
        raise SystemExit(f"The portal refused the stage: {response.status_code} {response.text[:300]}")
    return response.json()["data"]


def main() -> None:
    base, pipeline = os.environ["API_BASE_URL"], os.environ["PIPELINE_ID"]
    url = f"{base}/workflows/pipelines/{pipeline}/stages/{quote(os.environ['STAGE'], safe='')}/run"
    attempt = int(os.environ.get("LLM_OPS_ATTEMPT", "0"))
    said = None
    while True:
        outcome = ask(url, attempt, os.environ["LLM_OPS_JOB_TOKEN"])
        if outcome:
            message = outcome.get("message")
            if message and message != said:
                print(message, flush=True)
                said = message
            if outcome["phase"] != "running":
                break
        time.sleep(WAIT_SECONDS)
    for name, value in outcome["outputs"].items():
        (OUTPUTS / name).write_text(value)
        print(f"{name}: {value}", flush=True)
    if outcome["phase"] == "failed":
        raise SystemExit(said or "The stage failed")


if __name__ == "__main__":
    main()
