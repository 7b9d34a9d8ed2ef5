"""Runs one stage: python3 -m llm_ops.pipeline validate|train|evaluate|register."""

from __future__ import annotations

import json
import logging
import sys
from importlib import import_module
from pathlib import Path

from llm_ops.data import DataError
from llm_ops.job import Job

STAGES = ("validate", "train", "evaluate", "register")
RESULT = Path("/tmp/result.json")


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    if len(sys.argv) != 2 or sys.argv[1] not in STAGES:
        raise SystemExit(f"Name one stage of {', '.join(STAGES)}")
    stage = import_module(f"llm_ops.pipeline.{sys.argv[1]}")
    try:
        result = stage.run(Job.from_environment())
    except (DataError, FileNotFoundError) as error:
        raise SystemExit(str(error)) from error
    RESULT.write_text(json.dumps(result))
    print(json.dumps(result, indent=1))


main()
