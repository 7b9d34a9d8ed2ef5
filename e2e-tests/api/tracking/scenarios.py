"""Training code as its authors write it: MLflow's own client, unchanged.

`MLFLOW_TRACKING_URI`, `MLFLOW_TRACKING_TOKEN` and `MLFLOW_RUN_ID` are all it
is told. Each scenario prints one line of JSON.
"""

import hashlib
import json
import math
import os
import sys
import tempfile
import time
from pathlib import Path

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric


def autolog():
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    mlflow.set_experiment("an experiment of my own")
    mlflow.sklearn.autolog()
    random = np.random.default_rng(7)
    x = random.random((100, 3))
    with mlflow.start_run() as run:
        LogisticRegression(C=0.5).fit(x, x[:, 0] > 0.5)
    seen = mlflow.get_run(run.info.run_id)
    models = mlflow.search_logged_models(output_format="list")
    return {
        "run": run.info.run_id,
        "params": seen.data.params,
        "metrics": seen.data.metrics,
        "inputs": len(seen.inputs.dataset_inputs),
        "outputs": [one.model_id for one in seen.outputs.model_outputs],
        "models": [[one.name, str(one.status)] for one in models],
    }


def loop():
    count = int(sys.argv[2])
    begun = time.time()
    with mlflow.start_run() as run:
        for step in range(count):
            mlflow.log_metric("loop", step / 7, step=step)
    return {"run": run.info.run_id, "seconds": round(time.time() - begun, 1)}


def batches():
    count, key = int(sys.argv[2]), sys.argv[3]
    client = MlflowClient()
    run_id = os.environ["MLFLOW_RUN_ID"]
    for begin in range(0, count, 200):
        now = int(time.time() * 1000)
        client.log_batch(run_id, metrics=[Metric(key, i / 3, now, i) for i in range(begin, begin + 200)])
        time.sleep(0.05)
    return {"run": run_id}


def artifact():
    size = int(sys.argv[2])
    path = Path(tempfile.mkdtemp()) / "weights of all.bin"
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for _ in range(size // 1_000_000):
            block = os.urandom(1_000_000)
            digest.update(block)
            file.write(block)
    begun = time.time()
    with mlflow.start_run() as run:
        mlflow.log_artifact(path, "files/deep")
    stored = time.time() - begun
    files = [[f.path, f.file_size] for f in MlflowClient().list_artifacts(run.info.run_id, "files/deep")]
    folders = [f.path for f in MlflowClient().list_artifacts(run.info.run_id)]
    back = mlflow.artifacts.download_artifacts(run_id=run.info.run_id, artifact_path=files[0][0])
    again = hashlib.sha256(Path(back).read_bytes()).hexdigest()
    return {"seconds": round(stored, 1), "files": files, "folders": folders, "same": again == digest.hexdigest()}


def nested():
    with mlflow.start_run() as parent:
        mlflow.log_param("outer", 1)
        mlflow.log_dict({"a": [1, 2]}, "conf/settings.json")
        with mlflow.start_run(nested=True, run_name="fold 1") as child:
            mlflow.log_metrics({"score": 0.5, "odd": math.nan, "high": math.inf}, step=3)
            mlflow.log_metric("score", 0.25, step=1)
            mlflow.set_tag("colour", "green")
            mlflow.set_tag("gone", "soon")
            mlflow.delete_tag("gone")
    with mlflow.start_run(run_name="second"):
        mlflow.log_param("depth", 5)
    found = mlflow.search_runs(search_all_experiments=True, output_format="list")
    green = mlflow.search_runs(search_all_experiments=True, filter_string="tags.colour = 'green'", output_format="list")
    below = mlflow.search_runs(
        search_all_experiments=True,
        filter_string=f"tags.`mlflow.parentRunId` = '{parent.info.run_id}'",
        output_format="list",
    )
    history = MlflowClient().get_metric_history(child.info.run_id, "score")
    return {
        "parent": parent.info.run_id,
        "child": child.info.run_id,
        "found": len(found),
        "green": [run.info.run_id for run in green],
        "below": sorted(run.info.run_name for run in below),
        "parentOfChild": MlflowClient().get_run(child.info.run_id).data.tags["mlflow.parentRunId"],
        "history": sorted([one.step, one.value] for one in history),
        "tags": {key: value for key, value in MlflowClient().get_run(child.info.run_id).data.tags.items() if "." not in key},
    }


if __name__ == "__main__":
    print("RESULT " + json.dumps(globals()[sys.argv[1]]()))
