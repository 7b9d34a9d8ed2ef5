/** Id of the record behind an entity; joins an entity to the API. */
export const ANNOTATION_ID = 'llm-ops.io/id';
/** Kind of record behind an entity: model, dataset, deployment or endpoint. */
export const ANNOTATION_RECORD = 'llm-ops.io/record';
/** Tool that carries the entity out, e.g. `kserve`. */
export const ANNOTATION_PROVIDER = 'llm-ops.io/provider';
/** Latest version of a model or a dataset. */
export const ANNOTATION_VERSION = 'llm-ops.io/version';
/** Repository at the hub that a model was imported from. */
export const ANNOTATION_HUB_REPOSITORY = 'llm-ops.io/huggingface-repo';
/** Environment (dev, stg, prod) of a deployment or an endpoint. */
export const ANNOTATION_ENVIRONMENT = 'llm-ops.io/environment';
/** MLflow run a model came from. */
export const ANNOTATION_MLFLOW_RUN = 'mlflow.org/run-id';
/** MLflow experiment of a model's runs. */
export const ANNOTATION_MLFLOW_EXPERIMENT = 'mlflow.org/experiment-id';
