import { RunItem } from '@llm-ops/plugin-llm-ops-node';

/** An item that goes into a `log-batch` call with others. */
export type BatchItem = Extract<RunItem, { kind: 'metric' | 'param' | 'tag' }>;

/** One call: many batch items, or one item that has a call of its own. */
export type Step =
  | { kind: 'batch'; items: BatchItem[] }
  | { kind: 'single'; item: Exclude<RunItem, BatchItem> };

/** Below MLflow's own limits (1,000 metrics, 1 MB; utils/validation.py). */
const MOST = { metric: 500, param: 100, tag: 100 };
const MOST_BYTES = 900_000;

const isBatchItem = (item: RunItem): item is BatchItem =>
  item.kind === 'metric' || item.kind === 'param' || item.kind === 'tag';

/**
 * Puts items together into as few calls as MLflow's limits allow. Metrics,
 * parameters and tags move past each other, but never past anything else.
 */
export function toSteps(items: RunItem[]): Step[] {
  const steps: Step[] = [];
  let batch: BatchItem[] = [];
  let counts = { metric: 0, param: 0, tag: 0 };
  let bytes = 0;
  const close = () => {
    if (batch.length > 0) {
      steps.push({ kind: 'batch', items: batch });
    }
    batch = [];
    counts = { metric: 0, param: 0, tag: 0 };
    bytes = 0;
  };
  for (const item of items) {
    if (!isBatchItem(item)) {
      close();
      steps.push({ kind: 'single', item });
      continue;
    }
    const size = Buffer.byteLength(JSON.stringify(item));
    if (counts[item.kind] >= MOST[item.kind] || bytes + size > MOST_BYTES) {
      close();
    }
    batch.push(item);
    counts[item.kind] += 1;
    bytes += size;
  }
  close();
  return steps;
}

/** The body of a `log-batch` call; of two equal keys the later one is meant. */
export function toBatchBody(runId: string, items: BatchItem[]) {
  const params = new Map<string, string>();
  const tags = new Map<string, string>();
  const metrics: object[] = [];
  for (const item of items) {
    if (item.kind === 'metric') {
      metrics.push({
        key: item.key,
        value: item.value,
        timestamp: item.timestamp,
        step: item.step,
        model_id: item.modelId,
        dataset_name: item.datasetName,
        dataset_digest: item.datasetDigest,
      });
    } else {
      (item.kind === 'param' ? params : tags).set(item.key, item.value);
    }
  }
  const pairs = (values: Map<string, string>) =>
    [...values].map(([key, value]) => ({ key, value }));
  return { run_id: runId, metrics, params: pairs(params), tags: pairs(tags) };
}
