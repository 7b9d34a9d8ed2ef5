// Generated from openapi.yaml by `npm run generate`; do not edit.
/* eslint-disable */
export interface paths {
    "/catalog/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List models */
        get: operations["listModels"];
        put?: never;
        /** Create model */
        post: operations["createModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/models/{model_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get model */
        get: operations["getModel"];
        put?: never;
        post?: never;
        /** Delete model */
        delete: operations["deleteModel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/models/{model_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Set model status */
        patch: operations["setModelStatus"];
        trace?: never;
    };
    "/catalog/datasets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List datasets */
        get: operations["listDatasets"];
        put?: never;
        /** Create dataset */
        post: operations["createDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/versioning-systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tools that version data sets, the usual one first */
        get: operations["listVersioningSystems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get dataset */
        get: operations["getDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload dataset */
        post: operations["uploadDataset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Preview dataset */
        get: operations["previewDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}/validation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Validate dataset */
        get: operations["validateDataset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Set dataset status */
        patch: operations["setDatasetStatus"];
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}/versions/{version1}/compare/{version2}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compare dataset versions */
        get: operations["compareDatasetVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/models/{model_id}/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload model */
        post: operations["uploadModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/models/import-from-huggingface": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import model from hugging face */
        post: operations["importModelFromHuggingFace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/models/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import model */
        post: operations["importModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/models/{model_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Export model */
        post: operations["exportModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/models/{model_id}/registry-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List registry links */
        get: operations["listRegistryLinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/models/{model_id}/check-updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Check model updates */
        post: operations["checkModelUpdates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List dataset versions */
        get: operations["listDatasetVersions"];
        put?: never;
        /** Create dataset version */
        post: operations["createDatasetVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}/versions/{version_id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Diff dataset versions */
        get: operations["diffDatasetVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/catalog/datasets/{dataset_id}/versions/{version_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore dataset version */
        post: operations["restoreDatasetVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/gpu-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List gpu types */
        get: operations["listGpuTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List training jobs */
        get: operations["listTrainingJobs"];
        put?: never;
        /** Submit training job */
        post: operations["submitTrainingJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get training job */
        get: operations["getTrainingJob"];
        put?: never;
        post?: never;
        /** Cancel training job */
        delete: operations["cancelTrainingJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}/resubmit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Resubmit training job */
        post: operations["resubmitTrainingJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}/pods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List training pods */
        get: operations["listTrainingPods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/experiments/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get training metrics */
        get: operations["getTrainingMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record training metric */
        post: operations["recordTrainingMetric"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}/register-model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register trained model */
        post: operations["registerTrainedModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}/experiment-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get experiment run */
        get: operations["getExperimentRun"];
        put?: never;
        /** Create experiment run */
        post: operations["createExperimentRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}/experiment-run/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log experiment metrics */
        post: operations["logExperimentMetrics"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/experiments/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search training experiments */
        post: operations["searchTrainingExperiments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/experiments/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search experiments */
        post: operations["searchExperiments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serving/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List endpoints */
        get: operations["listEndpoints"];
        put?: never;
        /** Create endpoint */
        post: operations["createEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serving/endpoints/{endpointId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get endpoint */
        get: operations["getEndpoint"];
        put?: never;
        post?: never;
        /** Delete endpoint */
        delete: operations["deleteEndpoint"];
        options?: never;
        head?: never;
        /** Update endpoint */
        patch: operations["updateEndpoint"];
        trace?: never;
    };
    "/serving/endpoints/{endpointId}/refresh-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refresh endpoint */
        post: operations["refreshEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serving/endpoints/{endpointId}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rollback endpoint */
        post: operations["rollbackEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serving/endpoints/{endpointId}/redeploy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Redeploy endpoint */
        post: operations["redeployEndpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serving/endpoints/{endpointId}/deployment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get deployment */
        get: operations["getDeployment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Update deployment */
        patch: operations["updateDeployment"];
        trace?: never;
    };
    "/serving/frameworks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List serving frameworks */
        get: operations["listServingFrameworks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serving/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List images */
        get: operations["listImages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get inference health */
        get: operations["getInferenceHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve/{route_name}/chat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Chat */
        post: operations["chat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get health */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get integrations health */
        get: operations["getIntegrationsHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List queued and done operations, newest first */
        get: operations["listOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many operations wait for each tool, and how long the oldest has */
        get: operations["summarizeOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an operation */
        get: operations["getOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operation_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try an operation again now */
        post: operations["retryOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operation_id}/skip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give up a stopped operation so that its lane goes on */
        post: operations["skipOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/{operation_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an operation that has not begun */
        post: operations["cancelOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Log of one stage */
        get: operations["getTrainingLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/training/jobs/{jobId}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Report the result of a job; called by its last stage */
        post: operations["completeTrainingJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/experiments/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find runs by what they are, were made of and came to */
        get: operations["listRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/experiments/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lay 2 to 50 runs side by side; what differs comes first */
        get: operations["compareRuns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/experiments/runs/{runId}/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Points of one metric of a run */
        get: operations["getMetricHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/experiments/runs/{runId}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Artifacts of a run */
        get: operations["listArtifacts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/experiments/runs/{runId}/artifacts/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bytes of one artifact of a run */
        get: operations["readArtifact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a record came from and what came from it */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve/{route_name}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Health of one endpoint */
        get: operations["getRouteHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve/{route_name}/openai/v1/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Models of an endpoint, in the shape of OpenAI */
        get: operations["openaiModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve/{route_name}/openai/v1/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Passed to the model as it is; streams with stream=true */
        post: operations["openaiChat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve/{route_name}/openai/v1/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Passed to the model as it is; streams with stream=true */
        post: operations["openaiCompletions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve/{route_name}/v2/models/{model_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open Inference Protocol: metadata of a model */
        get: operations["oipModel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/serve/{route_name}/v2/models/{model_name}/infer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open Inference Protocol: inference */
        post: operations["oipInfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/pipelines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List pipelines, newest first */
        get: operations["listPipelines"];
        put?: never;
        /**
         * Submit a pipeline of stages to the workflow engine
         * @description The pipeline is recorded and queued; no tool is asked, so this works while the engine is away. A stage runs a container of its own (`config.image`, `config.command`), or without a command what its type stands for; docs/pipelines.md describes both.
         */
        post: operations["createPipeline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/pipelines/{pipeline_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A pipeline as last observed */
        get: operations["getPipeline"];
        put?: never;
        post?: never;
        /** Cancel a pipeline and what it has started; the answer has no data */
        delete: operations["cancelPipeline"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/pipelines/{pipeline_id}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Log of the last try of one stage */
        get: operations["getPipelineLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflows/pipelines/{pipeline_id}/stages/{stage}/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the work of a stage, or tell how far it is
         * @description Called by the pod of a stage with the token of its pipeline, until the work has ended. A try does its work once, however often it calls.
         */
        post: operations["runPipelineStage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List prompt templates, newest first */
        get: operations["listPromptTemplates"];
        put?: never;
        /** Create a prompt template */
        post: operations["createPromptTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a prompt template */
        get: operations["getPromptTemplate"];
        /** Change the given fields of a prompt template */
        put: operations["updatePromptTemplate"];
        post?: never;
        /** Delete a prompt template */
        delete: operations["deletePromptTemplate"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/governance/policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List governance policies, newest first */
        get: operations["listPolicies"];
        put?: never;
        /** Create a governance policy; an active one is evaluated at once */
        post: operations["createPolicy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/governance/policies/{policyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a governance policy */
        get: operations["getPolicy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the status or the rules of a policy, which reviews it */
        patch: operations["reviewPolicy"];
        trace?: never;
    };
    "/governance/observability/cost-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what resources used and what it costs, the latest window first */
        get: operations["listCostProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/governance/observability/cost-aggregate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sum what was used and what it costs, by whole UTC days, both included */
        get: operations["getCostAggregate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List experiments with prompt templates, newest first */
        get: operations["listPromptExperiments"];
        put?: never;
        /** Make an experiment whose templates share the chats of endpoints */
        post: operations["createPromptExperiment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/prompts/experiments/{experiment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an experiment with what each variant was asked and answered */
        get: operations["getPromptExperiment"];
        put?: never;
        post?: never;
        /** Delete an experiment and its counts */
        delete: operations["deletePromptExperiment"];
        options?: never;
        head?: never;
        /** Change the status of an experiment, or the variants of a draft */
        patch: operations["updatePromptExperiment"];
        trace?: never;
    };
    "/governance/audit/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who changed what and who was refused, newest first */
        get: operations["listAuditLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many records of each kind there are, and how many are ready */
        get: operations["getOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the capabilities, and where they are switched on */
        get: operations["listFeatures"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        PipelineStatus: "pending" | "running" | "succeeded" | "failed" | "cancelled";
        PipelineCreate: {
            /** @description 1 to 100 letters, digits, blanks, dashes and underscores */
            pipeline_name: string;
            /**
             * @description The kind of engine, such as argo_workflows, or the id of one
             * @default argo_workflows
             */
            orchestration_system: string | null;
            /** @description 1 to 100 stages */
            stages: components["schemas"]["PipelineStageCreate"][];
            /**
             * @description Tries of each stage after its first. 0 means none; the old platform took 0 for 3.
             * @default 3
             */
            max_retries: number | null;
            /**
             * @description Where it runs; a deployment stage may say another
             * @default dev
             */
            environment: ("dev" | "stg" | "prod") | null;
            /** @description Higher starts first where pipelines wait for each other */
            priority?: number | null;
        };
        PipelineStageCreate: {
            name: string;
            /** @enum {string} */
            type: "data_validation" | "training" | "evaluation" | "deployment";
            /**
             * @description Stages listed earlier that must have succeeded or been skipped
             * @default []
             */
            dependencies: string[];
            /** @description When the stage runs; otherwise it is skipped. `field` names an output, as `stage.output` or with `task`; `task` alone compares how that stage ended. `operator` is one of == != > < >= <= in, not in. */
            condition?: {
                [key: string]: unknown;
            } | null;
            /** @description What the stage does, see docs/pipelines.md */
            config?: {
                [key: string]: unknown;
            } | null;
        };
        PipelineStage: {
            name: string;
            type: string;
            dependencies: string[];
            condition?: {
                [key: string]: unknown;
            } | null;
            config?: {
                [key: string]: unknown;
            } | null;
            /** @enum {string} */
            phase?: "pending" | "running" | "succeeded" | "failed" | "cancelled" | "skipped";
            started_at?: string | null;
            finished_at?: string | null;
            /** @description Why it waits, was skipped or failed */
            message?: string | null;
            retries?: number;
            outputs?: {
                [key: string]: string;
            };
            /** @description Training job of the stage's last try */
            job_id?: string | null;
            /** @description Endpoint the stage deployed */
            endpoint_id?: string | null;
        } & {
            [key: string]: unknown;
        };
        Pipeline: {
            id: string;
            pipeline_name: string;
            orchestration_system: string;
            /** @description Empty until the engine has it */
            workflow_id: string;
            workflow_namespace: string;
            /** @description The pipeline as it was asked for */
            pipeline_definition: {
                [key: string]: unknown;
            };
            stages: components["schemas"]["PipelineStage"][];
            status: components["schemas"]["PipelineStatus"];
            /** @description The stage that runs, or the one that failed */
            current_stage: string | null;
            start_time: string | null;
            end_time: string | null;
            /** @description Tries of all stages beyond their first */
            retry_count: number;
            max_retries: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            created_by?: string;
            environment?: string;
            status_message?: string | null;
            queue?: components["schemas"]["Queue"] | null;
        };
        StageOutcome: {
            /** @enum {string} */
            phase: "running" | "succeeded" | "failed";
            message?: string;
            outputs: {
                [key: string]: string;
            };
        };
        PipelineDeleteEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
        };
        PipelineEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["Pipeline"] | null;
        };
        PipelineListEnvelope: {
            page?: components["schemas"]["Page"];
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["Pipeline"][] | null;
        };
        /** @description Where a page of a list ends. */
        Page: {
            limit: number;
            /** @description Cursor of the page after; null on the last */
            next_cursor: string | null;
        };
        ChatCompletion: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ChatCompletionData"] | null;
        };
        ChatCompletionChoice: {
            message: components["schemas"]["ChatMessage"];
            finish_reason: string | null;
        };
        ChatCompletionData: {
            choices: components["schemas"]["ChatCompletionChoice"][];
            usage: components["schemas"]["ChatCompletionUsage"] | null;
        };
        ChatCompletionRequest: {
            messages: components["schemas"]["ChatMessageInput"][];
            /** @default 0.7 */
            temperature: number;
            /** @default 500 */
            max_tokens: number;
            template?: string | null;
        };
        ChatCompletionUsage: {
            prompt_tokens: number;
            completion_tokens: number;
            total_tokens: number;
        };
        ChatMessage: {
            role: string;
            content: string;
        };
        ChatMessageInput: {
            role: string;
            content: string;
        };
        CreateExperimentRunRequest: {
            experimentName?: string | null;
            runName?: string | null;
            parameters?: {
                [key: string]: unknown;
            } | null;
        };
        Dataset: {
            id: string;
            name: string;
            version: string;
            storage_uri: string;
            owner_team: string;
            pii_scan_status: string;
            quality_score: number | null;
            change_log: string | null;
            approved_at: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            type: string;
            /** @description draft, under_review, approved or rejected */
            status?: string;
            /** @description Names of the files of this upload; only in its answer */
            uploaded_files?: string[];
            /** @description Number of files of this upload; only in its answer */
            files_uploaded?: number;
            /** @description Tool that versions it; null for the usual one */
            versioning_system?: string | null;
        };
        DatasetCreate: {
            name: string;
            version: string;
            /** @description File or folder in the portal's object store that becomes the first version; may be empty */
            storage_uri: string;
            owner_team: string;
            change_log?: string | null;
            quality_score?: number | null;
            type: string;
            /** @description Tool that versions it, one of /catalog/versioning-systems; the usual one when not given */
            versioning_system?: string | null;
        };
        VersioningSystemListEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["VersioningSystem"][] | null;
        };
        VersioningSystem: {
            name: string;
            /** @description Whether it knows rows and columns, and so their differences */
            rows: boolean;
            /** @description Whether llmOps.features.dataVersioning lets it be used */
            enabled?: boolean;
            /** @description File name extensions it takes; * for any */
            formats: string[];
        };
        DatasetEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["Dataset"] | null;
        };
        DatasetListEnvelope: {
            page?: components["schemas"]["Page"];
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["Dataset"][] | null;
        };
        DatasetVersion: {
            id: string;
            dataset_record_id: string;
            versioning_system: string;
            version_id: string;
            parent_version_id: string | null;
            version_tag: string | null;
            checksum: string;
            storage_uri: string;
            diff_summary: {
                [key: string]: unknown;
            } | null;
            file_count: number;
            total_size_bytes: number;
            compression_ratio: number | null;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            number?: number;
            row_count?: number | null;
            stored_bytes?: number;
            columns?: components["schemas"]["Column"][] | null;
        };
        DatasetVersionCreate: {
            version_tag?: string | null;
            parent_version_id?: string | null;
        };
        DatasetVersionDiff: {
            added_files: string[];
            removed_files: string[];
            modified_files: string[];
            added_rows: number;
            removed_rows: number;
            schema_changes: {
                [key: string]: unknown;
            };
            changed_rows?: number;
            /** @description False where the tool compares files only */
            rows_compared?: boolean;
            key_column?: string | null;
            /** @description First rows of each kind */
            samples?: {
                added: {
                    [key: string]: unknown;
                }[];
                removed: {
                    [key: string]: unknown;
                }[];
                changed: {
                    before: {
                        [key: string]: unknown;
                    };
                    after: {
                        [key: string]: unknown;
                    };
                }[];
            };
        };
        DatasetVersionDiffEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["DatasetVersionDiff"] | null;
        };
        DatasetVersionEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["DatasetVersion"] | null;
        };
        DatasetVersionListEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["DatasetVersion"][] | null;
        };
        DeploymentResources: {
            /** @default 0 */
            gpus: number;
            gpu_memory_gb: number | null;
        };
        DeploymentResourcesInput: {
            /** @default 0 */
            gpus: number;
            gpu_memory_gb?: number | null;
        };
        DeploymentSpec: {
            model_ref: string;
            model_family: string;
            /** @enum {string} */
            job_type: "SFT" | "RAG_TUNING" | "RLHF" | "PRETRAIN" | "EMBEDDING";
            /** @enum {string} */
            serve_target: "GENERATION" | "RAG";
            resources: components["schemas"]["DeploymentResources"];
            runtime: components["schemas"]["RuntimeConstraints"];
            rollout: components["schemas"]["RolloutStrategy"] | null;
            /** @default true */
            use_gpu: boolean;
        };
        DeploymentSpecInput: {
            model_ref: string;
            model_family: string;
            /** @enum {string} */
            job_type: "SFT" | "RAG_TUNING" | "RLHF" | "PRETRAIN" | "EMBEDDING";
            /** @enum {string} */
            serve_target: "GENERATION" | "RAG";
            resources: components["schemas"]["DeploymentResourcesInput"];
            runtime: components["schemas"]["RuntimeConstraintsInput"];
            rollout?: components["schemas"]["RolloutStrategyInput"] | null;
            /** @default true */
            use_gpu: boolean;
        };
        Detail: {
            detail: string;
        };
        Experiment: {
            jobId: string;
            metrics: components["schemas"]["ExperimentMetric"][];
        };
        ExperimentEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["Experiment"] | null;
        };
        ExperimentMetric: {
            id: string;
            trainingJobId: string;
            name: string;
            value: number;
            unit: string | null;
            /** Format: date-time */
            recordedAt: string;
        };
        ExperimentRun: {
            id: string;
            trainingJobId: string;
            trackingSystem: string;
            trackingRunId: string;
            experimentName: string;
            runName: string | null;
            parameters: {
                [key: string]: unknown;
            } | null;
            metrics: {
                [key: string]: unknown;
            } | null;
            artifactUris: unknown[] | null;
            status: string;
            /** Format: date-time */
            startTime: string;
            endTime: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            experimentId?: string | null;
            stale?: boolean;
            /** @description What the job logged and the tracker does not have yet. */
            pendingPoints?: number;
            pendingSince?: string | null;
            /** @description What the tracker refused of what the job logged. */
            problems?: string[];
            links?: components["schemas"]["Link"][];
        };
        ExperimentRunEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ExperimentRun"] | null;
        };
        ExperimentSearch: {
            experiments: components["schemas"]["ExperimentRun"][];
            total: number;
        };
        ExperimentSearchEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ExperimentSearch"] | null;
        };
        ExportModelRequest: {
            /** @enum {string} */
            registry_type: "huggingface" | "modelscope";
            registry_model_id?: string | null;
            repository_name?: string | null;
            /** @default false */
            private: boolean;
            version_tag?: string | null;
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        FailEnvelope: {
            /** @constant */
            status: "fail";
            message: string;
            data: null;
        };
        PassedFailure: components["schemas"]["FailEnvelope"] | Record<string, never>;
        /** @description Counts of the records the caller may see */
        Overview: {
            datasets: {
                total: number;
                approved: number;
            };
            models: {
                total: number;
                approved: number;
            };
            jobs: {
                total: number;
                running: number;
            };
            endpoints: {
                total: number;
                healthy: number;
            };
        };
        GpuTypeList: {
            gpuTypes: components["schemas"]["GpuTypeOption"][];
        };
        GpuTypeOption: {
            id: string;
            label: string;
            /** @default true */
            enabled: boolean;
            priority: number | null;
        };
        GpuTypesEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["GpuTypeList"] | null;
        };
        HTTPValidationError: {
            detail: components["schemas"]["ValidationError"][];
        };
        HuggingFaceImportRequest: {
            hf_model_id: string;
            name?: string | null;
            /** @default 1.0.0 */
            version: string;
            /**
             * @default base
             * @enum {string}
             */
            model_type: "base" | "fine-tuned" | "external";
            /** @default ml-platform */
            owner_team: string;
            hf_token?: string | null;
            model_family: string;
        };
        ImageConfig: {
            train_images: {
                [key: string]: {
                    [key: string]: string;
                };
            };
            serve_images: {
                [key: string]: {
                    [key: string]: string;
                };
            };
        };
        ImageConfigEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ImageConfig"] | null;
        };
        ImportModelRequest: {
            /** @enum {string} */
            registry_type: "huggingface" | "modelscope";
            registry_model_id: string;
            version?: string | null;
            name?: string | null;
            /** @default 1.0.0 */
            model_version: string;
            /**
             * @default base
             * @enum {string}
             */
            model_type: "base" | "fine-tuned" | "external";
            /** @default ml-platform */
            owner_team: string;
            model_family?: string | null;
            /** @description Access token for the hub; kept encrypted until the import is done */
            hf_token?: string | null;
        };
        LogExperimentMetricsRequest: {
            metrics: {
                [key: string]: unknown;
            };
            step?: number | null;
        };
        MetricEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ExperimentMetric"] | null;
        };
        ModelCatalog: {
            id: string;
            name: string;
            version: string;
            type: string;
            status: string;
            owner_team: string;
            metadata: {
                [key: string]: unknown;
            };
            storage_uri: string | null;
            model_family: string;
            card?: string | null;
            license?: string | null;
            files?: components["schemas"]["ModelFile"][];
            /** @description Names of the files of this upload; only in its answer */
            uploaded_files?: string[];
            /** @description Number of files of this upload; only in its answer */
            files_uploaded?: number;
            lineage?: {
                [key: string]: unknown;
            };
            evaluation_summary?: {
                [key: string]: unknown;
            } | null;
            created_at?: string;
            updated_at?: string;
        };
        ModelCatalogCreate: {
            name: string;
            version: string;
            /** @enum {string} */
            type: "base" | "fine-tuned" | "external";
            owner_team: string;
            metadata: {
                [key: string]: unknown;
            };
            /** @default [] */
            lineage_dataset_ids: string[];
            /** @default draft */
            status: string;
            evaluation_summary?: {
                [key: string]: unknown;
            } | null;
            /** @description Inferred from the metadata or the name when not given */
            model_family?: string;
            /** @description Folder in the portal's object store whose files are the model's; another record's folder is refused */
            storage_uri?: string | null;
        };
        ModelCatalogEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ModelCatalog"] | null;
        };
        ModelCatalogListEnvelope: {
            page?: components["schemas"]["Page"];
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ModelCatalog"][] | null;
        };
        RecordMetricRequest: {
            name: string;
            value: number;
            unit?: string | null;
        };
        RedeployEndpointRequest: {
            useGpu?: boolean | null;
            servingRuntimeImage?: string | null;
            cpuRequest?: string | null;
            cpuLimit?: string | null;
            memoryRequest?: string | null;
            memoryLimit?: string | null;
            autoscalePolicy?: {
                [key: string]: unknown;
            } | null;
            servingFramework?: string | null;
            deploymentSpec?: components["schemas"]["DeploymentSpecInput"] | null;
        };
        RegisterOutputModelRequest: {
            modelName: string;
            modelVersion: string;
            storageUri?: string | null;
            /** @default ml-platform */
            ownerTeam: string | null;
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        RegistryModel: {
            id: string;
            model_catalog_id: string;
            registry_type: string;
            registry_model_id: string;
            registry_repo_url: string;
            registry_version: string | null;
            imported: boolean;
            sync_status: string;
        };
        RegistryModelEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["RegistryModel"] | null;
        };
        RegistryModelListEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["RegistryModel"][] | null;
        };
        ResubmitTrainingJobRequest: {
            resourceProfile: {
                [key: string]: unknown;
            };
            useGpu?: boolean | null;
        };
        RolloutStrategy: {
            /** @enum {string} */
            strategy: "blue-green" | "canary";
            traffic_split: components["schemas"]["TrafficSplit"] | null;
        };
        RolloutStrategyInput: {
            /** @enum {string} */
            strategy: "blue-green" | "canary";
            traffic_split?: components["schemas"]["TrafficSplitInput"] | null;
        };
        RuntimeConstraints: {
            /** @default 256 */
            max_concurrent_requests: number;
            /** @default 4096 */
            max_input_tokens: number;
            /** @default 1024 */
            max_output_tokens: number;
        };
        RuntimeConstraintsInput: {
            /** @default 256 */
            max_concurrent_requests: number;
            /** @default 4096 */
            max_input_tokens: number;
            /** @default 1024 */
            max_output_tokens: number;
        };
        SearchExperimentsRequest: {
            experimentName?: string | null;
            filterString?: string | null;
            /** @default 100 */
            maxResults: number;
        };
        ServingDeployment: {
            id: string;
            serving_endpoint_id: string;
            serving_framework: string;
            framework_resource_id: string;
            framework_namespace: string;
            replica_count: number;
            min_replicas: number;
            max_replicas: number;
            autoscaling_metrics: {
                [key: string]: unknown;
            } | null;
            resource_requests: {
                [key: string]: unknown;
            } | null;
            resource_limits: {
                [key: string]: unknown;
            } | null;
            framework_status: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        ServingDeploymentEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ServingDeployment"] | null;
        };
        ServingEndpoint: {
            id: string;
            modelId: string;
            /** @description Name of the model it serves */
            modelName?: string;
            version: string;
            environment: string;
            route: string;
            runtimeImage: string | null;
            status: string;
            minReplicas: number;
            maxReplicas: number;
            promptPolicyId: string | null;
            useGpu: boolean | null;
            cpuRequest: string | null;
            cpuLimit: string | null;
            memoryRequest: string | null;
            memoryLimit: string | null;
            autoscalePolicy: {
                [key: string]: unknown;
            } | null;
            deploymentSpec: components["schemas"]["DeploymentSpec"] | null;
            lastHealthCheck: string | null;
            rollbackPlan: string | null;
            /** Format: date-time */
            createdAt: string;
            replicas?: {
                desired: number;
                ready: number;
                minimum: number;
                maximum: number;
            } | null;
            statusMessage?: string | null;
            queue?: components["schemas"]["Queue"] | null;
            links?: components["schemas"]["Link"][];
        };
        ServingEndpointEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ServingEndpoint"] | null;
        };
        ServingEndpointListEnvelope: {
            page?: components["schemas"]["Page"];
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["ServingEndpoint"][] | null;
        };
        ServingEndpointPatch: {
            autoscalePolicy?: {
                [key: string]: unknown;
            } | null;
            promptPolicyId?: string | null;
            status?: ("deploying" | "healthy" | "degraded" | "failed") | null;
        };
        ServingEndpointRequest: {
            modelId: string;
            /** @enum {string} */
            environment: "dev" | "stg" | "prod";
            route: string;
            /** @default 1 */
            minReplicas: number;
            /** @default 3 */
            maxReplicas: number;
            autoscalePolicy?: {
                [key: string]: unknown;
            } | null;
            promptPolicyId?: string | null;
            rollbackPlan?: string | null;
            useGpu?: boolean | null;
            servingRuntimeImage?: string | null;
            cpuRequest?: string | null;
            cpuLimit?: string | null;
            memoryRequest?: string | null;
            memoryLimit?: string | null;
            servingFramework?: string | null;
            deploymentSpec?: components["schemas"]["DeploymentSpecInput"] | null;
        };
        TrafficSplit: {
            old: number;
            new: number;
        };
        TrafficSplitInput: {
            old: number;
            new: number;
        };
        TrainingJob: {
            id: string;
            modelId: string;
            datasetId: string;
            jobType: string;
            status: string;
            /** Format: date-time */
            submittedAt: string;
            startedAt: string | null;
            completedAt: string | null;
            experimentUrl: string | null;
            resourceProfile: {
                [key: string]: unknown;
            } | null;
            outputModelStorageUri: string | null;
            outputModelEntryId: string | null;
            datasetVersionId?: string | null;
            datasetChecksum?: string | null;
            hyperparameters?: {
                [key: string]: unknown;
            } | null;
            submittedBy?: string;
            statusMessage?: string | null;
            stages?: components["schemas"]["Stage"][];
            queue?: components["schemas"]["Queue"] | null;
            /** @description Sentences on what the submission asked for and does not happen */
            warnings?: string[];
            links?: components["schemas"]["Link"][];
            evaluation?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description Answer to `dryRun=true`; the object that would be made */
        DryRunEnvelope: {
            /** @constant */
            status: "success";
            message: string;
            data: unknown | unknown;
        };
        TrainingJobEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["TrainingJob"] | null;
        };
        TrainingJobList: {
            jobs: components["schemas"]["TrainingJob"][];
        };
        TrainingJobListEnvelope: {
            page?: components["schemas"]["Page"];
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["TrainingJobList"] | null;
        };
        /** @description Users and groups of the catalog who are notified besides whoever submitted the job, by ref or e-mail address; what stands for nobody is named in `warnings` */
        JobNotifications: {
            onStart?: string[] | null;
            onCompletion?: string[] | null;
        } & {
            [key: string]: unknown;
        };
        /** @description How often, and after which pause, a stage that failed is tried again */
        RetryPolicy: {
            maxRetries?: number | null;
            backoffSeconds?: number | null;
        } & {
            [key: string]: unknown;
        };
        /** @description A training described as a whole. What the request itself says goes first. */
        TrainJobSpec: {
            /** @enum {unknown} */
            job_type?: "PRETRAIN" | "SFT" | "RAG_TUNING" | "RLHF" | "EMBEDDING" | null;
            /** @description Must be that of the base model's metadata, where they name one */
            model_family?: string | null;
            base_model_ref?: string | null;
            /** @description Name and version must be those of the data set */
            dataset_ref?: ({
                name?: string | null;
                version?: string | null;
            } & {
                [key: string]: unknown;
            }) | null;
            /** @description Hyperparameters of the job; stages also get lr as learning_rate, num_epochs as epochs, max_seq_len as max_length */
            hyperparams?: ({
                lr?: number | null;
                batch_size?: number | null;
                num_epochs?: number | null;
                max_seq_len?: number | null;
                /** @enum {unknown} */
                precision?: "fp16" | "bf16" | null;
            } & {
                [key: string]: unknown;
            }) | null;
            /**
             * @description Hyperparameter method
             * @enum {unknown}
             */
            method?: "full" | "lora" | "qlora" | null;
            /** @description GPU type, GPUs and nodes of the job */
            resources?: ({
                gpus?: number | null;
                gpu_type?: string | null;
                nodes?: number | null;
            } & {
                [key: string]: unknown;
            }) | null;
            output?: ({
                /** @description Name of the output model */
                artifact_name?: string | null;
                /**
                 * @description Hyperparameter save_format
                 * @enum {unknown}
                 */
                save_format?: "hf" | "safetensors" | null;
            } & {
                [key: string]: unknown;
            }) | null;
            /** @description False makes a CPU job */
            use_gpu?: boolean | null;
        } & {
            [key: string]: unknown;
        };
        TrainingJobRequest: {
            modelId?: string | null;
            datasetId: string;
            /** @enum {string} */
            jobType: "finetune" | "from_scratch" | "pretrain" | "distributed";
            /** @default true */
            useGpu: boolean;
            hyperparameters?: {
                [key: string]: unknown;
            } | null;
            resourceProfile: {
                [key: string]: unknown;
            };
            retryPolicy?: components["schemas"]["RetryPolicy"] | null;
            notifications?: components["schemas"]["JobNotifications"] | null;
            apiBaseUrl?: string | null;
            outputModelName?: string | null;
            outputModelVersion?: string | null;
            /** @default true */
            autoRegisterOutputModel: boolean;
            trainJobSpec?: components["schemas"]["TrainJobSpec"] | null;
            /**
             * @default dev
             * @enum {string}
             */
            environment: "dev" | "stg" | "prod";
            datasetVersionId?: string | null;
        };
        UpdateDeploymentRequest: {
            min_replicas?: number | null;
            max_replicas?: number | null;
            autoscaling_metrics?: {
                [key: string]: unknown;
            } | null;
            resource_requests?: {
                [key: string]: unknown;
            } | null;
            resource_limits?: {
                [key: string]: unknown;
            } | null;
        };
        ValidationError: {
            loc: (string | number)[];
            msg: string;
            type: string;
            input?: unknown;
            ctx?: Record<string, never>;
            url?: string;
        };
        /** @description What a record waits for. */
        Queue: {
            position: number | null;
            reason: string | null;
            waitingFor?: string | null;
        };
        Link: {
            title: string;
            url: string;
        };
        Stage: {
            name: string;
            /** @enum {string} */
            phase: "pending" | "running" | "succeeded" | "failed" | "cancelled" | "skipped";
            startedAt?: string | null;
            finishedAt?: string | null;
            message?: string | null;
            retries?: number;
            dependencies?: string[];
            outputs?: {
                [key: string]: unknown;
            };
        };
        ModelFile: {
            path: string;
            size: number;
            sha256?: string | null;
        };
        Column: {
            name: string;
            type: string;
        };
        /** @description An effect at a tool that waits to be carried out, or was. */
        Operation: {
            id: string;
            kind: string;
            tool: string;
            lane: string;
            title: string;
            /** @enum {string} */
            state: "pending" | "leased" | "done" | "dead" | "cancelled";
            attempts: number;
            unavailable?: number;
            crashes?: number;
            nextAt?: string;
            /** @description Since when its tool is away. */
            unavailableSince?: string | null;
            /** @description The tool that is away, when it is not its own. */
            waitsFor?: string | null;
            payloadVersion?: number;
            /** @description What went wrong and who acted, newest first; of single reads. */
            history?: {
                at: string;
                event: string;
                message?: string;
                actor?: string;
            }[];
            error?: string | null;
            progress?: {
                fraction: number;
                message: string;
            } | null;
            result?: {
                [key: string]: unknown;
            } | null;
            createdBy?: string;
            createdAt: string;
            updatedAt?: string;
        };
        OperationSummary: {
            tools: {
                tool: string;
                pending: number;
                leased: number;
                dead: number;
                oldestAt?: string;
                oldestSeconds: number;
            }[];
        };
        OperationList: {
            operations: components["schemas"]["Operation"][];
            nextCursor: string | null;
        };
        Lineage: {
            nodes: {
                id: string;
                kind: string;
                title: string;
                status?: string | null;
                href?: string | null;
            }[];
            edges: {
                from: string;
                to: string;
                label?: string | null;
            }[];
        };
        MetricHistory: {
            points: {
                step: number;
                value: number;
                /** @description Milliseconds since the epoch */
                timestamp: number;
            }[];
            /** @description How many points the tracker has. */
            total?: number;
            /** @description How many of them are NaN or infinite, and are not among the points. */
            notFinite?: number;
            stale: boolean;
        };
        RunList: {
            runs: {
                id: string;
                /** @description Its id at the tracker; null until it is there. */
                runId: string | null;
                jobId: string;
                /** @description Whether it is below the run of its job. */
                isChild: boolean;
                name: string;
                experimentName: string;
                status: string;
                owner: string;
                modelId: string | null;
                datasetId: string;
                datasetVersionId: string | null;
                startTime: string;
                endTime: string | null;
                /** @description When the portal last heard of it. */
                updatedAt: string;
                parameters: {
                    [key: string]: unknown;
                };
                /** @description Last values. */
                metrics: {
                    [key: string]: unknown;
                };
            }[];
            nextCursor: string | null;
        };
        RunComparison: {
            runs: {
                runId: string;
                jobId: string;
                name: string;
                status: string;
                startTime: string;
                endTime: string | null;
                /** @description Who submitted the job. */
                owner: string;
                /** @description The model that was trained further. */
                modelId: string | null;
                datasetId: string;
                datasetVersionId: string | null;
                /** @description The model that came from it. */
                outputModel: {
                    id: string;
                    name: string;
                    version: string;
                } | null;
                /** @description Whether it is only the last known, since the tracker is away. */
                stale: boolean;
            }[];
            parameters: components["schemas"]["ComparedRows"];
            metrics: components["schemas"]["ComparedRows"];
            tags: components["schemas"]["ComparedRows"];
        };
        /** @description What differs comes first. */
        ComparedRows: {
            name: string;
            /** @description One for each run, in their order; null where a run has none. */
            values: (string | number | null)[];
            differs: boolean;
        }[];
        ArtifactList: {
            artifacts: {
                path: string;
                isDirectory: boolean;
                size?: number | null;
                uri: string;
            }[];
        };
        JobCompletion: {
            evaluation: {
                [key: string]: unknown;
            };
            files: {
                path: string;
                size: number;
                sha256: string;
            }[];
            card?: string | null;
        };
        IntegrationsHealth: {
            /** @enum {string} */
            overall_status: "healthy" | "degraded" | "unavailable";
            integrations: {
                [key: string]: unknown;
            };
            instances?: {
                id: string;
                tool: string;
                status: string;
                message: string;
                version?: string | null;
                /** @description experiment_tracking, serving, orchestration, registry, versioning or object_store. */
                kind?: string;
                /** @description Range of versions (semver) that the portal speaks to; `*` for any. */
                supported?: string;
                /** @description Whether the version is in the range; null when the tool tells none. */
                compatible?: boolean | null;
                /** @description What to do when it is not. */
                upgrade?: string;
                since?: string | null;
                waiting?: number;
            }[];
            checked_at: string;
        };
        PromptTemplate: {
            /** Format: uuid */
            id: string;
            name: string;
            version: string;
            language: string | null;
            content: string;
            context_tags: string[] | null;
            /** @description draft, live or retired; only a live one is applied to chats */
            status: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        PromptTemplateCreate: {
            name: string;
            version: string;
            language?: string | null;
            content: string;
            context_tags?: string[] | null;
            /** @default draft */
            status: string;
        };
        PromptTemplateUpdate: {
            name?: string | null;
            version?: string | null;
            language?: string | null;
            content?: string | null;
            context_tags?: string[] | null;
            status?: string | null;
        };
        PromptTemplateEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["PromptTemplate"] | null;
        };
        PromptTemplateListEnvelope: {
            page?: components["schemas"]["Page"];
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["PromptTemplate"][] | null;
        };
        GovernancePolicyRequest: {
            name: string;
            /** @description One of model, dataset, user, project, catalog, training, serving, global */
            scope: string;
            /** @description allowed_actions[], required_roles[], allowed_resource_types[], conditions[{type, limit}]; docs/governance.md says what they mean */
            rules: {
                [key: string]: unknown;
            };
            /**
             * @default draft
             * @enum {string}
             */
            status: "draft" | "active" | "deprecated" | "retired";
        };
        GovernancePolicyReview: {
            rules?: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            status?: "draft" | "active" | "deprecated" | "retired";
        };
        GovernancePolicy: {
            id: string;
            name: string;
            scope: string;
            rules: {
                [key: string]: unknown;
            };
            status: string;
            lastReviewedAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        GovernancePolicyEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["GovernancePolicy"] | null;
        };
        GovernancePolicyListEnvelope: {
            page?: components["schemas"]["Page"];
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["GovernancePolicy"][] | null;
        };
        CostProfile: {
            id: string;
            resourceType: string;
            resourceId: string;
            timeWindow: string;
            gpuHours: number | null;
            tokenCount: number | null;
            costAmount: number | null;
            costCurrency: string;
            budgetVariance: number | null;
            /** Format: date-time */
            createdAt: string;
            cpuHours?: number;
            replicaHours?: number;
            promptTokens?: number;
            completionTokens?: number;
            requestCount?: number;
            user?: string | null;
            team?: string | null;
        };
        CostAggregate: {
            totalGpuHours: number;
            totalTokens: number;
            totalCost: number;
            currency: string;
            resourceCount: number;
            totalCpuHours?: number;
            totalReplicaHours?: number;
            totalRequests?: number;
        };
        CostProfileListEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["CostProfile"][] | null;
        };
        CostAggregateEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["CostAggregate"] | null;
        };
        PromptVariant: {
            template_id: string;
            weight: number;
        };
        PromptExperimentCreate: {
            name: string;
            variants: components["schemas"]["PromptVariant"][];
            /**
             * @default draft
             * @enum {string}
             */
            status: "draft" | "running" | "stopped";
        };
        PromptExperimentUpdate: {
            variants?: components["schemas"]["PromptVariant"][];
            /** @enum {string} */
            status?: "draft" | "running" | "stopped";
        };
        PromptVariantResult: {
            template_id: string;
            weight: number;
            requests: number;
            answers: number;
            prompt_tokens: number;
            completion_tokens: number;
            mean_answer_ms: number | null;
        };
        PromptExperiment: {
            id: string;
            name: string;
            variants: components["schemas"]["PromptVariantResult"][];
            /** @enum {string} */
            status: "draft" | "running" | "stopped";
            created_by: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        PromptExperimentEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["PromptExperiment"] | null;
        };
        PromptExperimentListEnvelope: {
            page?: components["schemas"]["Page"];
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["PromptExperiment"][] | null;
        };
        AuditLog: {
            id: string;
            actorId: string;
            action: string;
            resourceType: string;
            resourceId: string | null;
            /** @enum {string} */
            result: "allowed" | "denied";
            metadata: {
                [key: string]: unknown;
            } | null;
            /** Format: date-time */
            occurredAt: string;
        };
        AuditLogListEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["AuditLog"][] | null;
        };
        Feature: {
            /** @description Key of llmOps.features */
            name: string;
            /** @description Whether it is on in any environment */
            enabled: boolean;
            environments: {
                [key: string]: boolean;
            };
            /** @description Why it is off, and who can change that */
            reason: string | null;
        };
        FeatureListEnvelope: {
            /** @enum {string} */
            status: "success" | "fail";
            /** @default  */
            message: string;
            data: components["schemas"]["Feature"][] | null;
        };
    };
    responses: {
        /** @description For `Prefer: respond-async`: it is queued, and Location shows how far it is */
        ModelCatalogAccepted: {
            headers: {
                /** @description The operation, `/llm-ops/v1/operations/{id}` */
                Location: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ModelCatalogEnvelope"];
            };
        };
        /** @description For `Prefer: respond-async`: it is queued, and Location shows how far it is */
        RegistryModelAccepted: {
            headers: {
                /** @description The operation, `/llm-ops/v1/operations/{id}` */
                Location: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RegistryModelEnvelope"];
            };
        };
        /** @description For `Prefer: respond-async`: it is queued, and Location shows how far it is */
        DatasetVersionAccepted: {
            headers: {
                /** @description The operation, `/llm-ops/v1/operations/{id}` */
                Location: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["DatasetVersionEnvelope"];
            };
        };
        /** @description For `Prefer: respond-async`: it is queued, and Location shows how far it is */
        TrainingJobAccepted: {
            headers: {
                /** @description The operation, `/llm-ops/v1/operations/{id}` */
                Location: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["TrainingJobEnvelope"];
            };
        };
        /** @description For `Prefer: respond-async`: it is queued, and Location shows how far it is */
        ServingEndpointAccepted: {
            headers: {
                /** @description The operation, `/llm-ops/v1/operations/{id}` */
                Location: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ServingEndpointEnvelope"];
            };
        };
    };
    parameters: {
        /** @description Records of one page; without it, and without a cursor, the answer has them all */
        Limit: number;
        /** @description The `page.next_cursor` of the page before */
        Cursor: string;
        /** @description Text that the record holds, in any case */
        Text: string;
        /** @description Made then or later */
        CreatedAfter: string;
        /** @description Made before then */
        CreatedBefore: string;
        /** @description Only records of this type */
        TypeFilter: string;
        /** @description Only records of this owner, which is the team of models and data sets, else who made it */
        Owner: string;
        /** @description Only data sets that are approved, or not yet */
        DatasetStatus: "approved" | "draft";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listModels: {
        parameters: {
            query?: {
                status?: string;
                /** @description Only records of this type */
                type?: components["parameters"]["TypeFilter"];
                /** @description Only records of this owner, which is the team of models and data sets, else who made it */
                owner?: components["parameters"]["Owner"];
                /** @description Column to sort by; with a minus, descending */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name" | "owner" | "-owner" | "status" | "-status" | "type" | "-type";
                /** @description Records of one page; without it, and without a cursor, the answer has them all */
                limit?: components["parameters"]["Limit"];
                /** @description The `page.next_cursor` of the page before */
                cursor?: components["parameters"]["Cursor"];
                /** @description Text that the record holds, in any case */
                q?: components["parameters"]["Text"];
                /** @description Made then or later */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Made before then */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCatalogListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelCatalogCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCatalogEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCatalogEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    deleteModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            model_id: string;
                            storage_cleaned: boolean;
                            deleted_files_count: number;
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    setModelStatus: {
        parameters: {
            query: {
                status: string;
            };
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCatalogEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listDatasets: {
        parameters: {
            query?: {
                approved_only?: boolean;
                /** @description Only data sets that are approved, or not yet */
                status?: components["parameters"]["DatasetStatus"];
                /** @description Only records of this type */
                type?: components["parameters"]["TypeFilter"];
                /** @description Only records of this owner, which is the team of models and data sets, else who made it */
                owner?: components["parameters"]["Owner"];
                /** @description Column to sort by; with a minus, descending */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name" | "owner" | "-owner" | "type" | "-type";
                /** @description Records of one page; without it, and without a cursor, the answer has them all */
                limit?: components["parameters"]["Limit"];
                /** @description The `page.next_cursor` of the page before */
                cursor?: components["parameters"]["Cursor"];
                /** @description Text that the record holds, in any case */
                q?: components["parameters"]["Text"];
                /** @description Made then or later */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Made before then */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createDataset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatasetCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listVersioningSystems: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersioningSystemListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    uploadDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    files: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    previewDataset: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            sample_rows: unknown[][];
                            schema: {
                                [key: string]: string;
                            };
                            statistics: {
                                total_rows: number;
                                column_count: number;
                                file_size: number;
                                format: string;
                            };
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    validateDataset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            pii_scan: {
                                /** @enum {unknown} */
                                status: "pending" | "clean" | "failed";
                                detected_types: unknown[];
                                locations: unknown[];
                            };
                            quality_score: {
                                overall: number;
                                breakdown: {
                                    missing_values: number;
                                    duplicates: number;
                                    distribution: number;
                                    schema_compliance: number;
                                };
                            };
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    setDatasetStatus: {
        parameters: {
            query: {
                status: string;
            };
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    compareDatasetVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
                version1: string;
                version2: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            added_rows: number;
                            removed_rows: number;
                            modified_rows: number;
                            schema_changes: unknown[];
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    uploadModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    files: string[];
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCatalogEnvelope"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    importModelFromHuggingFace: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HuggingFaceImportRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCatalogEnvelope"];
                };
            };
            202: components["responses"]["ModelCatalogAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    importModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportModelRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelCatalogEnvelope"];
                };
            };
            202: components["responses"]["ModelCatalogAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    exportModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportModelRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistryModelEnvelope"];
                };
            };
            202: components["responses"]["RegistryModelAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listRegistryLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegistryModelListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    checkModelUpdates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                model_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            updates_available: boolean;
                            registry_links: {
                                registry_type: string;
                                registry_model_id: string;
                                has_updates: boolean;
                                latest_version?: string | null;
                                current_version?: string | null;
                                error?: string;
                            }[];
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listDatasetVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetVersionListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createDatasetVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DatasetVersionCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetVersionEnvelope"];
                };
            };
            202: components["responses"]["DatasetVersionAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    diffDatasetVersions: {
        parameters: {
            query: {
                baseVersionId: string;
            };
            header?: never;
            path: {
                dataset_id: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetVersionDiffEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    restoreDatasetVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dataset_id: string;
                version_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DatasetVersionEnvelope"];
                };
            };
            202: components["responses"]["DatasetVersionAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listGpuTypes: {
        parameters: {
            query?: {
                env?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GpuTypesEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listTrainingJobs: {
        parameters: {
            query?: {
                modelId?: string;
                status?: string;
                /** @description Only records of this type */
                type?: components["parameters"]["TypeFilter"];
                /** @description Only records of this owner, which is the team of models and data sets, else who made it */
                owner?: components["parameters"]["Owner"];
                /** @description Column to sort by; with a minus, descending */
                sort?: "created_at" | "-created_at" | "status" | "-status" | "type" | "-type" | "owner" | "-owner";
                /** @description Records of one page; without it, and without a cursor, the answer has them all */
                limit?: components["parameters"]["Limit"];
                /** @description The `page.next_cursor` of the page before */
                cursor?: components["parameters"]["Cursor"];
                /** @description Text that the record holds, in any case */
                q?: components["parameters"]["Text"];
                /** @description Made then or later */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Made before then */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingJobListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    submitTrainingJob: {
        parameters: {
            query?: {
                /** @description Validate and show what would be created, without creating it. */
                dryRun?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TrainingJobRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingJobEnvelope"] | components["schemas"]["DryRunEnvelope"];
                };
            };
            202: components["responses"]["TrainingJobAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getTrainingJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingJobEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancelTrainingJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingJobEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    resubmitTrainingJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResubmitTrainingJobRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingJobEnvelope"];
                };
            };
            202: components["responses"]["TrainingJobAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listTrainingPods: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            pods: {
                                name: string;
                                phase: string;
                                conditions: {
                                    type: string;
                                    status: string;
                                    reason: string | null;
                                    message: string | null;
                                }[];
                                events: {
                                    reason: string | null;
                                    message: string | null;
                                    timestamp: string | null;
                                }[];
                            }[];
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getTrainingMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    recordTrainingMetric: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordMetricRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    registerTrainedModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterOutputModelRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrainingJobEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getExperimentRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentRunEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createExperimentRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateExperimentRunRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentRunEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    logExperimentMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogExperimentMetricsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    searchTrainingExperiments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchExperimentsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentSearchEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    searchExperiments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchExperimentsRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentSearchEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listEndpoints: {
        parameters: {
            query?: {
                environment?: "dev" | "stg" | "prod";
                modelId?: string;
                status?: "deploying" | "healthy" | "degraded" | "failed";
                /** @description Only records of this owner, which is the team of models and data sets, else who made it */
                owner?: components["parameters"]["Owner"];
                /** @description Column to sort by; with a minus, descending */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "environment" | "-environment" | "route" | "-route" | "status" | "-status";
                /** @description Records of one page; without it, and without a cursor, the answer has them all */
                limit?: components["parameters"]["Limit"];
                /** @description The `page.next_cursor` of the page before */
                cursor?: components["parameters"]["Cursor"];
                /** @description Text that the record holds, in any case */
                q?: components["parameters"]["Text"];
                /** @description Made then or later */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Made before then */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingEndpointListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createEndpoint: {
        parameters: {
            query?: {
                /** @description Validate and show what would be created, without creating it. */
                dryRun?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServingEndpointRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingEndpointEnvelope"] | components["schemas"]["DryRunEnvelope"];
                };
            };
            202: components["responses"]["ServingEndpointAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingEndpointEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    deleteEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingEndpointEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    updateEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ServingEndpointPatch"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingEndpointEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    refreshEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingEndpointEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rollbackEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingEndpointEnvelope"];
                };
            };
            202: components["responses"]["ServingEndpointAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    redeployEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeployEndpointRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingEndpointEnvelope"];
                };
            };
            202: components["responses"]["ServingEndpointAccepted"];
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingDeploymentEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    updateDeployment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpointId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDeploymentRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServingDeploymentEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listServingFrameworks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            frameworks: {
                                name: string;
                                display_name: string;
                                enabled: boolean;
                                /** @description Why it is not enabled */
                                reason?: string | null;
                                capabilities: string[];
                            }[];
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listImages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageConfigEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getInferenceHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                        /** @constant */
                        router: "inference";
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    chat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatCompletionRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatCompletion"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "healthy";
                        message: string;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getIntegrationsHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["IntegrationsHealth"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listOperations: {
        parameters: {
            query?: {
                /** @description A state, or `open` for pending, leased and dead. */
                state?: "open" | "pending" | "leased" | "done" | "dead" | "cancelled";
                kind?: string;
                created_by?: string;
                /** @description Text within the title or the last failure. */
                q?: string;
                tool?: string;
                lane?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["OperationList"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    summarizeOperations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["OperationSummary"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    getOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["Operation"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    retryOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["Operation"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    skipOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["Operation"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    cancelOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                operation_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["Operation"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    getTrainingLogs: {
        parameters: {
            query: {
                stage: string;
                tailLines?: number;
            };
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            logs: string;
                            /** @description Whether it comes from the object store instead of the cluster */
                            archived?: boolean;
                            /** @description Where it is kept once the job has ended */
                            uri?: string;
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    completeTrainingJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobCompletion"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["TrainingJob"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description Conditions joined by AND, OR, NOT and parentheses, e.g. `metrics.loss < 0.5 AND (params.lr = 0.1 OR NOT tags.team = "vision")`. Besides `metrics.<name>`, `params.<name>` and `tags.<name>` there are run_id, name, status, experiment, start_time, end_time, owner, job, job_type, environment, model, model_name, dataset, dataset_name and dataset_version; besides =, !=, <, <=, > and >= there are LIKE, ILIKE, IN and NOT IN. Names with other characters stand in backticks, texts in quotes. */
                filter?: string;
                /** @description Text within the name, experiment, owner or job, in any case. */
                q?: string;
                /** @description A field of filters, descending with a minus before it; `-start_time` when not given. Runs without it come last. */
                sort?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["RunList"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    compareRuns: {
        parameters: {
            query: {
                /** @description Ids of the runs at the tracker, with commas between them. */
                runs: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["RunComparison"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    getMetricHistory: {
        parameters: {
            query: {
                key: string;
                /** @description Most points to answer with, chosen so that they draw the same curve and lose no peak; all when not given. */
                max_points?: number;
            };
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["MetricHistory"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    listArtifacts: {
        parameters: {
            query?: {
                path?: string;
            };
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["ArtifactList"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    readArtifact: {
        parameters: {
            query: {
                /** @description Path within the artifacts of the run, e.g. `checkpoints/model.safetensors`. */
                path: string;
            };
            header?: never;
            path: {
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, to be saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    getLineage: {
        parameters: {
            query: {
                ref: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["Lineage"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    getRouteHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            [key: string]: unknown;
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    openaiModels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the model answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description As the model fails, or the portal */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassedFailure"];
                };
            };
        };
    };
    openaiChat: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description As the model answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description As the model fails, or the portal */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassedFailure"];
                };
            };
        };
    };
    openaiCompletions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description As the model answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description As the model fails, or the portal */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassedFailure"];
                };
            };
        };
    };
    oipModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_name: string;
                model_name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As the model answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description As the model fails, or the portal */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassedFailure"];
                };
            };
        };
    };
    oipInfer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_name: string;
                model_name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description As the model answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description As the model fails, or the portal */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassedFailure"];
                };
            };
        };
    };
    listPipelines: {
        parameters: {
            query?: {
                status?: components["schemas"]["PipelineStatus"];
                orchestration_system?: string;
                /** @description Only records of this owner, which is the team of models and data sets, else who made it */
                owner?: components["parameters"]["Owner"];
                /** @description Column to sort by; with a minus, descending */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name" | "status" | "-status" | "owner" | "-owner";
                /** @description Records of one page; without it, and without a cursor, the answer has them all */
                limit?: components["parameters"]["Limit"];
                /** @description The `page.next_cursor` of the page before */
                cursor?: components["parameters"]["Cursor"];
                /** @description Text that the record holds, in any case */
                q?: components["parameters"]["Text"];
                /** @description Made then or later */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Made before then */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PipelineCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getPipeline: {
        parameters: {
            query?: {
                /** @description Asks the workflow engine first; the last known state is answered when it is away */
                update_status?: boolean;
            };
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancelPipeline: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PipelineDeleteEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getPipelineLogs: {
        parameters: {
            query: {
                stage: string;
                tailLines?: number;
            };
            header?: never;
            path: {
                pipeline_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: {
                            logs: string;
                        } | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    runPipelineStage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                pipeline_id: string;
                stage: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Number of the try, from 0 */
                    attempt: number;
                };
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "success" | "fail";
                        message: string;
                        data: components["schemas"]["StageOutcome"] | null;
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description Failure */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
        };
    };
    listPromptTemplates: {
        parameters: {
            query?: {
                status?: string;
                /** @description Only records of this owner, which is the team of models and data sets, else who made it */
                owner?: components["parameters"]["Owner"];
                /** @description Column to sort by; with a minus, descending */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name" | "status" | "-status";
                /** @description Records of one page; without it, and without a cursor, the answer has them all */
                limit?: components["parameters"]["Limit"];
                /** @description The `page.next_cursor` of the page before */
                cursor?: components["parameters"]["Cursor"];
                /** @description Text that the record holds, in any case */
                q?: components["parameters"]["Text"];
                /** @description Made then or later */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Made before then */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createPromptTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptTemplateCreate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getPromptTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateEnvelope"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    updatePromptTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptTemplateUpdate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateEnvelope"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    deletePromptTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateEnvelope"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Detail"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listPolicies: {
        parameters: {
            query?: {
                scope?: string;
                status?: string;
                /** @description Only records of this owner, which is the team of models and data sets, else who made it */
                owner?: components["parameters"]["Owner"];
                /** @description Column to sort by; with a minus, descending */
                sort?: "created_at" | "-created_at" | "name" | "-name" | "scope" | "-scope" | "status" | "-status" | "owner" | "-owner";
                /** @description Records of one page; without it, and without a cursor, the answer has them all */
                limit?: components["parameters"]["Limit"];
                /** @description The `page.next_cursor` of the page before */
                cursor?: components["parameters"]["Cursor"];
                /** @description Text that the record holds, in any case */
                q?: components["parameters"]["Text"];
                /** @description Made then or later */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Made before then */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernancePolicyListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GovernancePolicyRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernancePolicyEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernancePolicyEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    reviewPolicy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                policyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GovernancePolicyReview"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GovernancePolicyEnvelope"];
                };
            };
            /** @description An active policy would have rules that cannot be evaluated */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listCostProfiles: {
        parameters: {
            query?: {
                /** @description training or serving (also training_job, serving_endpoint) */
                resource_type?: string;
                resource_id?: string;
                /** @description month (when not given), day, total, or one such as 2026-11 or 2026-11-25 */
                time_window?: string;
                /** @description A profile for each user or team, too */
                group_by?: "user" | "team";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostProfileListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getCostAggregate: {
        parameters: {
            query?: {
                resource_type?: string;
                start_date?: string;
                end_date?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostAggregateEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listPromptExperiments: {
        parameters: {
            query?: {
                status?: "draft" | "running" | "stopped";
                /** @description Only records of this owner, which is the team of models and data sets, else who made it */
                owner?: components["parameters"]["Owner"];
                /** @description Column to sort by; with a minus, descending */
                sort?: "created_at" | "-created_at" | "updated_at" | "-updated_at" | "name" | "-name" | "status" | "-status" | "owner" | "-owner";
                /** @description Records of one page; without it, and without a cursor, the answer has them all */
                limit?: components["parameters"]["Limit"];
                /** @description The `page.next_cursor` of the page before */
                cursor?: components["parameters"]["Cursor"];
                /** @description Text that the record holds, in any case */
                q?: components["parameters"]["Text"];
                /** @description Made then or later */
                created_after?: components["parameters"]["CreatedAfter"];
                /** @description Made before then */
                created_before?: components["parameters"]["CreatedBefore"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptExperimentListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    createPromptExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptExperimentCreate"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptExperimentEnvelope"];
                };
            };
            /** @description The variants are not right */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description A name is taken, a template not live, or the experiment not a draft */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getPromptExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                experiment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptExperimentEnvelope"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    deletePromptExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                experiment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptExperimentEnvelope"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    updatePromptExperiment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                experiment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptExperimentUpdate"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptExperimentEnvelope"];
                };
            };
            /** @description The variants are not right */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description A name is taken, a template not live, or the experiment not a draft */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FailEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listAuditLogs: {
        parameters: {
            query?: {
                actor_id?: string;
                resource_type?: string;
                action?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLogListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    getOverview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "success";
                        message: string;
                        data: components["schemas"]["Overview"];
                    };
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listFeatures: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeatureListEnvelope"];
                };
            };
            /** @description The request does not fit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
}
