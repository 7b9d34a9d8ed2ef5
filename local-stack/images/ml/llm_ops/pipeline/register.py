"""Stage 4: reports the result to the portal, which registers the model."""

from __future__ import annotations

import json
import time

import requests

from llm_ops import store
from llm_ops.job import Job

TRIES = 30
WAIT_SECONDS = 4


def card_of(job: Job, evaluation: dict, trained: dict) -> str:
    base = job.model_name or "nothing (trained from scratch)"
    return f"""# A model trained by the LLM-Ops portal

Trained from {base} on data set `{job.dataset_id}`, version {job.dataset_version}
(checksum `{job.dataset_checksum}`), by job `{job.id}`.

| | |
| --- | --- |
| Steps | {trained["steps"]} |
| Tokens seen | {trained["tokens"]} |
| Loss on the hold-out before | {evaluation["eval_loss_before"]:.4f} |
| Loss on the hold-out after | {evaluation["eval_loss"]:.4f} |
| Perplexity | {evaluation["perplexity"]:.2f} |

Hyperparameters: `{json.dumps(job.parameters, sort_keys=True)}`
"""


def run(job: Job) -> dict:
    trained = json.loads(store.get_text(job.note_uri("train")))
    evaluation = json.loads(store.get_text(job.note_uri("evaluate")))
    body = {"evaluation": evaluation, "files": trained["files"], "card": card_of(job, evaluation, trained)}
    url = f"{job.api_base_url}/training/jobs/{job.id}/complete"
    headers = {"authorization": f"Bearer {job.token}", "prefer": "handling=strict"}
    for attempt in range(1, TRIES + 1):
        try:
            response = requests.post(url, json=body, headers=headers, timeout=30)
        except requests.ConnectionError as error:
            problem = str(error)
        else:
            if response.ok:
                return {"registered": True}
            problem = f"{response.status_code} {response.text[:300]}"
            if response.status_code < 500:
                raise SystemExit(f"The portal refused the result: {problem}")
        print(f"try {attempt}: the portal did not take the result: {problem}", flush=True)
        time.sleep(WAIT_SECONDS)
    raise SystemExit("The portal could not be reached")
