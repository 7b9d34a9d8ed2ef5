"""Stage 3: reads the stored weights back and decides whether they are better."""

from __future__ import annotations

import json
import math
import tempfile
from pathlib import Path

import torch

from llm_ops import data, model as models, store
from llm_ops.job import Job
from llm_ops.tracking import Tracker

PASSED = Path("/tmp/passed")
HOLDOUT_EXAMPLES = 16
ANSWER_TOKENS = 24


def verify(folder: Path, files: list[dict]) -> None:
    """Every file is there with the checksum it was stored with."""
    for file in files:
        if store.sha256(folder / file["path"]) != file["sha256"]:
            raise SystemExit(f"{file['path']} in the object store is not what was trained (SHA-256 differs)")


def run(job: Job) -> dict:
    trained = json.loads(store.get_text(job.note_uri("train")))
    work = Path(tempfile.mkdtemp(prefix="evaluate-"))
    for file in trained["files"]:
        store.download(f"{job.output_uri}{file['path']}", work / "model" / Path(file["path"]).parent)
    verify(work / "model", trained["files"])
    _, holdout = data.load(store.download(job.dataset_uri, work / "data"))
    tokenizer, model = models.load(work / "model")
    length = int(job.number("max_length", 96))
    encoded = [models.encode(tokenizer, messages, length) for messages in holdout[:HOLDOUT_EXAMPLES]]
    loss = models.loss_of(model, tokenizer, encoded)
    limit = job.number("max_eval_loss", trained["eval_loss_before"])
    passed = math.isfinite(loss) and loss < limit
    PASSED.write_text("true" if passed else "false")
    evaluation = {
        "eval_loss": loss,
        "perplexity": math.exp(min(loss, 50)),
        "eval_loss_before": trained["eval_loss_before"],
        "eval_loss_limit": limit,
        "passed": passed,
        "sample": sample(tokenizer, model, holdout[0]),
    }
    tracker = Tracker(job)
    tracker.log(trained["steps"], final_eval_loss=loss, perplexity=evaluation["perplexity"])
    report = work / "evaluation.json"
    report.write_text(json.dumps(evaluation, indent=1))
    tracker.artifact(report, "evaluation")
    tracker.close()
    store.put_text(job.note_uri("evaluate"), json.dumps(evaluation))
    return evaluation


@torch.no_grad()
def sample(tokenizer, model, messages: list[dict]) -> dict:
    """One answer, for people to read."""
    if len(messages) < 2:
        return {}
    model.eval()
    ids = tokenizer.apply_chat_template(messages[:-1], add_generation_prompt=True, return_tensors="pt")
    output = model.generate(
        ids, max_new_tokens=ANSWER_TOKENS, do_sample=False, attention_mask=torch.ones_like(ids)
    )
    return {
        "prompt": messages[-2]["content"],
        "answer": tokenizer.decode(output[0][ids.shape[1]:], skip_special_tokens=True),
    }
