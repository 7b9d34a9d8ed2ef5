import { JournalRun } from '@llm-ops/plugin-llm-ops-node';
import { RunRecord } from '../training/types';
import { emptyJournal, parameterText } from './fold';

/** The id by which a job knows a run: 32 hexadecimal digits. */
export const portalId = (id: string) => id.replaceAll('-', '');

/** The record's id of a portal id, which has dashes. */
export function recordId(id: string): string | undefined {
  const parts = /^(.{8})-?(.{4})-?(.{4})-?(.{4})-?(.{12})$/.exec(id);
  return parts?.slice(1).join('-');
}

/** A run as protocols see it. */
export function toJournalRun(run: RunRecord): JournalRun {
  const journal = run.journal ?? emptyJournal();
  const endTime =
    journal.endTime ?? (run.endTime ? Date.parse(run.endTime) : undefined);
  return {
    id: portalId(run.id),
    trackerId: run.trackingRunId,
    jobId: run.jobId,
    tool: run.tool,
    parentId: run.parentRunId && portalId(run.parentRunId),
    experimentId: run.experimentId,
    experimentName: run.experimentName,
    name: run.runName ?? '',
    user: journal.user ?? '',
    status: journal.status ?? 'RUNNING',
    startTime: Date.parse(run.startTime),
    endTime,
    params: Object.fromEntries(
      Object.entries(run.parameters).map(([key, value]) => [
        key,
        parameterText(value),
      ]),
    ),
    tags: { ...journal.tags, 'llmops.job_id': run.jobId },
    metrics: Object.values(journal.latest),
    datasets: journal.datasets,
    inputModelIds: journal.inputModelIds,
    outputs: journal.outputs,
  };
}
