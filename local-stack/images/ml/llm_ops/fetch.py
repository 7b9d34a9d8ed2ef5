"""Fetches a model's files before it is served; what KServe runs as storage initializer.

Usage: python3 -m llm_ops.fetch SOURCE_URI TARGET_FOLDER
"""

import sys

from kserve_storage import Storage

if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    Storage.download_files([sys.argv[1]], [sys.argv[2]])
