import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import { Authorizer } from '../auth/types';
import { explainRun, FoundRun, RunSearchService } from '../services/runs';
import { nameOfRun, TrainingServices } from '../services/training';

/** Runs that a list gives at once: a caller that is a model reads them all. */
const MOST_LISTED = 50;
const READ_ONLY = { readOnly: true, destructive: false, idempotent: true };

const present = ({ run, job }: FoundRun) => ({
  runId: run.trackingRunId ?? null,
  jobId: run.jobId,
  name: nameOfRun(run),
  status: run.status,
  owner: job.submittedBy,
  datasetId: job.datasetId,
  startTime: run.startTime,
  parameters: run.parameters,
  metrics: run.metrics,
});

/**
 * Actions by which agents (MCP) and templates find, compare and explain runs.
 * They only read, and only what the caller may read.
 */
export function registerRunActions(options: {
  registry: ActionsRegistryService;
  authorizer: Authorizer;
  runs: RunSearchService;
  training: TrainingServices;
}): void {
  const { registry, authorizer, runs, training } = options;
  const readingOf = async (
    credentials: Parameters<Authorizer['ofCredentials']>[0],
  ) =>
    (await authorizer.ofCredentials(credentials, llmOpsReadPermission)).reach;

  registry.register({
    name: 'list-runs',
    title: 'List training runs',
    description: `Finds training runs, newest first. A filter joins conditions by AND, OR, NOT and parentheses, e.g. metrics.train_loss < 2 AND NOT params.optimizer = "sgd" or dataset_name = "jargon-file" AND status = "completed". Gives at most ${MOST_LISTED}.`,
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          filter: z.string().max(4_000).optional(),
          text: z
            .string()
            .max(200)
            .optional()
            .describe('Text within the name, experiment or owner'),
          sort: z
            .string()
            .optional()
            .describe('A field, descending with a minus: -metrics.accuracy'),
          limit: z.number().int().min(1).max(MOST_LISTED).optional(),
        }),
      output: z =>
        z.object({ runs: z.array(z.record(z.any())), more: z.boolean() }),
    },
    action: async ({ input, credentials }) => {
      const { found, next } = await runs.search({
        ...input,
        limit: input.limit ?? MOST_LISTED,
        reach: await readingOf(credentials),
      });
      return { output: { runs: found.map(present), more: next !== null } };
    },
  });

  registry.register({
    name: 'compare-runs',
    title: 'Compare training runs',
    description:
      'Lays 2 to 50 runs side by side: parameters, last metrics and tags that differ, with a value for each run, and which data set version each was trained on.',
    attributes: READ_ONLY,
    schema: {
      input: z =>
        z.object({
          runIds: z
            .array(z.string())
            .describe('Values of runId as list-runs gives them'),
        }),
      output: z =>
        z.object({
          runs: z.array(z.record(z.any())),
          parameters: z.array(z.record(z.any())),
          metrics: z.array(z.record(z.any())),
          tags: z.array(z.record(z.any())),
        }),
    },
    action: async ({ input: { runIds }, credentials }) => {
      await runs.requireWithin(runIds, await readingOf(credentials));
      const { runs: compared, ...rows } = await training.comparison.compare(
        runIds,
      );
      const differing = (all: (typeof rows)['metrics']) =>
        all
          .filter(({ differs }) => differs)
          .map(({ name, values }) => ({ name, values }));
      return {
        output: {
          runs: compared,
          parameters: differing(rows.parameters),
          metrics: differing(rows.metrics),
          tags: differing(rows.tags),
        },
      };
    },
  });

  registry.register({
    name: 'explain-run',
    title: 'Explain a training run',
    description:
      'Says in sentences how a run stands, what it was made of, which stage failed and why, and what is not known yet.',
    attributes: READ_ONLY,
    schema: {
      input: z => z.object({ runId: z.string() }),
      output: z => z.object({ explanation: z.array(z.string()) }),
    },
    action: async ({ input: { runId }, credentials }) => {
      await runs.requireWithin([runId], await readingOf(credentials));
      const seen = await training.experiments.run(runId);
      const job = await training.training.get(seen.run.jobId);
      return { output: { explanation: explainRun(seen, job) } };
    },
  });
}
