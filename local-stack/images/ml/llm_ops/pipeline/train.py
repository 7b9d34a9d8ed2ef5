"""Stage 2: trains on CPU and stores the weights."""

from __future__ import annotations

import json
import logging
import math
import random
import shutil
import tempfile
import time
from pathlib import Path

import torch
from mlflow.system_metrics.system_metrics_monitor import SystemMetricsMonitor
from safetensors.torch import save_file

from llm_ops import data, model as models, store
from llm_ops.job import Job
from llm_ops.tracking import Tracker

log = logging.getLogger("train")

HOLDOUT_EXAMPLES = 16
"""Examples of the hold-out that are looked at while it trains."""


def learning_rate(step: int, steps: int, peak: float) -> float:
    """Linear warm-up over a tenth of the steps, then a cosine to a tenth of the peak."""
    warmup = max(1, steps // 10)
    if step <= warmup:
        return peak * step / warmup
    progress = (step - warmup) / max(1, steps - warmup)
    return peak * (0.1 + 0.45 * (1 + math.cos(math.pi * progress)))


def load_model(job: Job, folder: Path, train: list[list[dict]]):
    """The base model, or a new one; and the names of what is trained."""
    if job.model_uri:
        store.download(job.model_uri, folder)
        tokenizer, model = models.load(folder)
        if job.parameters.get("method") != "full":
            return tokenizer, model, models.freeze_all_but(model, int(job.number("trainable_layers", 2)))
        return tokenizer, model, [name for name, _ in model.named_parameters()]
    texts = [message["content"] for messages in train for message in messages]
    tokenizer, model = models.create(dict(job.parameters.get("architecture") or {}), texts)
    return tokenizer, model, [name for name, _ in model.named_parameters()]


def save_checkpoint(model, names: list[str], tracker: Tracker, step: int) -> None:
    """What was trained so far, as an artifact of the run."""
    folder = Path(tempfile.mkdtemp())
    wanted = set(names)
    weights = {n: p.detach().half().contiguous() for n, p in model.named_parameters() if n in wanted}
    save_file(weights, str(folder / "trained.safetensors"), metadata={"step": str(step)})
    tracker.artifact(folder, f"checkpoints/step-{step:05d}")
    shutil.rmtree(folder)


def train_model(job: Job, tracker: Tracker, tokenizer, model, names, train, holdout) -> dict:
    """The loop; hold-out loss before and after, and the rate."""
    size = int(job.number("batch_size", 2))
    epochs = job.number("epochs", 0)
    steps = int(job.number("max_steps", math.ceil(epochs * len(train) / size) or 40))
    length = int(job.number("max_length", 96))
    peak = job.number("learning_rate", 5e-4)
    checkpoint_every = int(job.number("checkpoint_steps", max(1, steps // 2)))
    evaluate_every = max(1, int(job.number("eval_steps", max(1, steps // 4))))
    shuffle = random.Random(int(job.number("seed", 7)))
    encoded = [models.encode(tokenizer, messages, length) for messages in train]
    kept = [models.encode(tokenizer, messages, length) for messages in holdout[:HOLDOUT_EXAMPLES]]
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=peak)
    before = models.loss_of(model, tokenizer, kept)
    tracker.log(0, eval_loss=before)
    loss_after, begun, seen = before, time.monotonic(), 0
    for step in range(1, steps + 1):
        rate = learning_rate(step, steps, peak)
        for group in optimizer.param_groups:
            group["lr"] = rate
        inputs = models.batch(tokenizer, shuffle.sample(encoded, min(size, len(encoded))))
        loss = model(**inputs).loss
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        seen += int(inputs["attention_mask"].sum())
        speed = seen / (time.monotonic() - begun)
        tracker.log(step, train_loss=loss.item(), learning_rate=rate, grad_norm=float(norm), tokens_per_second=speed)
        log.info("step %d of %d: loss %.4f, %.0f tokens/s", step, steps, loss.item(), speed)
        if step % evaluate_every == 0 or step == steps:
            loss_after = models.loss_of(model, tokenizer, kept)
            tracker.log(step, eval_loss=loss_after)
        if step % checkpoint_every == 0:
            save_checkpoint(model, names, tracker, step)
    return {"eval_loss_before": before, "eval_loss_after": loss_after, "steps": steps, "tokens": seen}


def run(job: Job) -> dict:
    work = Path(tempfile.mkdtemp(prefix="train-"))
    file_log = work / "train.log"
    logging.getLogger().addHandler(logging.FileHandler(file_log))
    torch.manual_seed(int(job.number("seed", 7)))
    tracker = Tracker(job)
    monitor = SystemMetricsMonitor(job.run_id, sampling_interval=2) if job.run_id else None
    try:
        if monitor:
            monitor.start()
        train, holdout = data.load(store.download(job.dataset_uri, work / "data"))
        tokenizer, model, names = load_model(job, work / "base", train)
        result = train_model(job, tracker, tokenizer, model, names, train, holdout)
        models.save(model, tokenizer, work / "output")
        result["files"] = store.upload(work / "output", job.output_uri)
        store.put_text(job.note_uri("train"), json.dumps(result))
        tracker.artifact(file_log, "logs")
    finally:
        if monitor:
            monitor.finish()
        tracker.close()
    return {key: value for key, value in result.items() if key != "files"}
