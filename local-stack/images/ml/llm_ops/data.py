"""Rows of a data set as training examples."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Iterator

PROMPT_COLUMNS = ("prompt", "instruction", "question", "input")
COMPLETION_COLUMNS = ("completion", "output", "answer", "response")

TEXT_SUFFIXES = (".txt", ".md")

HOLDOUT_PERCENT = 5
"""Share of the rows that is kept from training and used to evaluate."""


class DataError(ValueError):
    """A row that cannot be trained on; the message says which and why."""


def read_rows(paths: list[Path]) -> Iterator[tuple[str, dict]]:
    """Rows with their place: lines of .jsonl files as `file:line`, and every
    text file as one row `text`. Files of other kinds are passed over."""
    for path in paths:
        if path.suffix in TEXT_SUFFIXES:
            yield path.name, {"text": path.read_text(encoding="utf-8")}
        if path.suffix != ".jsonl":
            continue
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                place = f"{path.name}:{number}"
                try:
                    row = json.loads(line)
                except json.JSONDecodeError as error:
                    raise DataError(f"{place} is no JSON: {error.msg}") from error
                if not isinstance(row, dict):
                    raise DataError(f"{place} is not an object")
                yield place, row


def messages_of(place: str, row: dict) -> list[dict]:
    """A row as chat messages; the last is the one to learn."""
    if isinstance(row.get("messages"), list) and row["messages"]:
        return row["messages"]
    prompt = next((row[c] for c in PROMPT_COLUMNS if row.get(c)), None)
    completion = next((row[c] for c in COMPLETION_COLUMNS if row.get(c)), None)
    if prompt is not None and completion is not None:
        return [
            {"role": "user", "content": str(prompt)},
            {"role": "assistant", "content": str(completion)},
        ]
    if row.get("text"):
        return [{"role": "assistant", "content": str(row["text"])}]
    raise DataError(
        f"{place} has neither messages, nor text, nor a prompt "
        f"({', '.join(PROMPT_COLUMNS)}) with a completion ({', '.join(COMPLETION_COLUMNS)}); "
        f"its columns are {', '.join(row)}"
    )


def is_holdout(row: dict) -> bool:
    """Whether a row is kept for evaluation; the same in every stage and run."""
    digest = hashlib.sha256(json.dumps(row, sort_keys=True).encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100 < HOLDOUT_PERCENT


def load(paths: list[Path]) -> tuple[list[list[dict]], list[list[dict]]]:
    """Examples to train on and examples to evaluate on."""
    train, holdout = [], []
    for place, row in read_rows(paths):
        (holdout if is_holdout(row) else train).append(messages_of(place, row))
    if not train:
        raise DataError("The data set has no rows to train on; it needs .jsonl, .txt or .md files")
    return train, holdout or train[:10]
