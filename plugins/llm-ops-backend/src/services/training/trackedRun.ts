import { TrackedRun } from '@llm-ops/plugin-llm-ops-node';
import { RunRecord } from './types';

const STATUSES: Record<TrackedRun['status'], RunRecord['status']> = {
  SCHEDULED: 'running',
  RUNNING: 'running',
  FINISHED: 'completed',
  FAILED: 'failed',
  KILLED: 'killed',
};

/** A run that only the tracker knows, as a record. */
export function fromTracked(seen: TrackedRun): {
  run: RunRecord;
  jobId: string;
} {
  const start = new Date(seen.startTime ?? 0).toISOString();
  const jobId = seen.tags['llmops.job_id'] ?? '';
  return {
    jobId,
    run: {
      id: seen.runId,
      jobId,
      tool: '',
      trackingRunId: seen.runId,
      experimentId: seen.experimentId,
      experimentName: seen.experimentName ?? '',
      runName: seen.runName,
      parameters: seen.params,
      metrics: seen.metrics,
      status: STATUSES[seen.status],
      startTime: start,
      endTime: seen.endTime ? new Date(seen.endTime).toISOString() : undefined,
      updatedAt: start,
      webUrl: seen.webUrl,
    },
  };
}
