import { shared } from './makers.mjs';
import { recordsFor } from './settings.mjs';

/** A file of the run that is read. */
export const ARTIFACT = 'note.txt';

/** Requests that do their work, by operation: query and body. */
function requests({
  model,
  finished,
  dataset,
  templates,
  hub,
  modelName,
  tag,
}) {
  const job = { modelId: model, datasetId: dataset, jobType: 'finetune' };
  const chat = { messages: [{ role: 'user', content: 'Good day' }] };
  return {
    setModelStatus: { query: { status: 'approved' } },
    setDatasetStatus: { query: { status: 'approved' } },
    importModel: {
      body: {
        registry_type: 'huggingface',
        registry_model_id: hub,
        name: `${tag}-import`,
        model_family: 'llama',
      },
    },
    importModelFromHuggingFace: {
      body: { hf_model_id: hub, name: `${tag}-hub`, model_family: 'llama' },
    },
    submitTrainingJob: {
      body: { ...job, useGpu: false, resourceProfile: { cpuCores: 1 } },
    },
    resubmitTrainingJob: {
      body: { useGpu: false, resourceProfile: { cpuCores: 2 } },
    },
    registerTrainedModel: {
      path: { jobId: finished },
      body: { modelName: `${tag}-trained`, modelVersion: '1' },
    },
    completeTrainingJob: {
      path: { jobId: finished },
      body: {
        evaluation: { loss: 0.5 },
        files: [{ path: 'config.json', size: 2, sha256: '0'.repeat(64) }],
      },
    },
    recordTrainingMetric: { body: { name: 'loss', value: 0.5 } },
    logExperimentMetrics: { body: { metrics: { loss: 0.4 }, step: 1 } },
    createEndpoint: {
      body: { modelId: model, environment: 'dev', route: `/${tag}-example` },
    },
    createPipeline: {
      body: {
        pipeline_name: `${tag}-example`,
        stages: [
          {
            name: 'check',
            type: 'data_validation',
            config: { dataset_id: dataset },
          },
        ],
      },
    },
    readArtifact: { query: { path: ARTIFACT } },
    createPromptExperiment: {
      body: { name: `${tag}-example`, variants: shared(templates) },
    },
    updatePromptExperiment: { body: { variants: shared(templates) } },
    chat: { body: chat },
    openaiChat: { body: { ...chat, model: modelName } },
    openaiCompletions: { body: { prompt: 'Good day', model: modelName } },
    oipInfer: { body: { model: modelName, inputs: [] } },
    runPipelineStage: { body: { attempt: 0 } },
  };
}

/**
 * The document with examples that name records which exist, so that every
 * operation is asked at least once for what it is there for.
 *
 * @param known as of `makeRecords`
 */
export function withExamples(document, known) {
  const wanted = requests(known.examples);
  const copy = structuredClone(document);
  for (const methods of Object.values(copy.paths)) {
    for (const operation of Object.values(methods)) {
      const { operationId } = operation;
      const records = recordsFor(operationId, known);
      const own = wanted[operationId] ?? {};
      for (const parameter of operation.parameters ?? []) {
        const { name, in: place } = parameter;
        const example =
          own[place]?.[name] ?? records[`${place}.${name}`]?.at(0);
        if (example !== undefined) {
          parameter.example = example;
        }
      }
      if (own.body) {
        operation.requestBody.content['application/json'].example = own.body;
      }
    }
  }
  return copy;
}
