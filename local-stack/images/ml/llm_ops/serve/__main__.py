"""Serves one model: python3 -m llm_ops.serve --model-dir DIR --model-name NAME."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from llm_ops.serve.app import create_app
from llm_ops.serve.generator import Generator


def main() -> None:
    parser = argparse.ArgumentParser(prog="llm_ops.serve")
    parser.add_argument("--model-dir", type=Path, required=True)
    parser.add_argument("--model-name", required=True)
    parser.add_argument("--port", type=int, default=8080)
    options = parser.parse_args()
    generator = Generator(options.model_dir)
    uvicorn.run(create_app(generator, options.model_name), host="0.0.0.0", port=options.port, access_log=False)


main()
