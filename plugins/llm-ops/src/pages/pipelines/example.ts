/** A pipeline to begin with: from data to an endpoint. */
export const example = {
  pipeline_name: 'From data to endpoint',
  max_retries: 1,
  stages: [
    {
      name: 'check',
      type: 'data_validation',
      config: { datasetId: 'ID OF A DATA SET', minQuality: 60 },
    },
    {
      name: 'train',
      type: 'training',
      dependencies: ['check'],
      config: {
        modelId: 'ID OF AN APPROVED MODEL',
        datasetId: 'ID OF THE DATA SET',
        jobType: 'finetune',
        hyperparameters: { max_steps: 40 },
        outputModelName: 'my-model',
      },
    },
    {
      name: 'judge',
      type: 'evaluation',
      dependencies: ['train'],
      config: { thresholds: { perplexity: { max: 50 } }, required: false },
    },
    {
      name: 'deploy',
      type: 'deployment',
      dependencies: ['judge'],
      condition: { field: 'judge.passed', operator: '==', value: 'true' },
      config: { route: '/my-bot' },
    },
  ],
};
