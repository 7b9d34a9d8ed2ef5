import {
  KubeObject,
  StagePhase,
  StageStatus,
  WorkflowPhase,
  WorkflowRef,
  WorkflowStatus,
} from '@llm-ops/plugin-llm-ops-node';
import { STAGES_ANNOTATION } from './render';

interface Node {
  id?: string;
  name?: string;
  displayName?: string;
  type?: string;
  phase?: string;
  message?: string;
  templateName?: string;
  startedAt?: string | null;
  finishedAt?: string | null;
  children?: string[];
  outputs?: { parameters?: { name: string; value?: string }[] };
}

const PHASES: Record<string, WorkflowPhase> = {
  '': 'pending',
  Pending: 'pending',
  Running: 'running',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Error: 'failed',
};

const STAGE_PHASES: Record<string, StagePhase> = {
  ...PHASES,
  Skipped: 'skipped',
  Omitted: 'skipped',
};

/** Names of the stages as they were asked for; empty when not known. */
function stageNames(workflow: KubeObject): string[] {
  try {
    const parsed = JSON.parse(
      workflow.metadata?.annotations?.[STAGES_ANNOTATION] ?? '[]',
    );
    return Array.isArray(parsed) ? parsed.map(stage => String(stage.name)) : [];
  } catch {
    return [];
  }
}

/** What a Workflow's status says, with stages that have not begun yet. */
export function toStatus(
  workflow: KubeObject,
  ref: WorkflowRef,
): WorkflowStatus {
  const status = workflow.status ?? {};
  const nodes = Object.values((status.nodes ?? {}) as Record<string, Node>);
  const shutdown =
    workflow.spec?.shutdown === 'Terminate' ||
    workflow.spec?.shutdown === 'Stop';
  const phase = PHASES[String(status.phase ?? '')] ?? 'pending';
  const stages = stageNames(workflow).map(name =>
    toStage(name, nodes, ref.name),
  );
  const failed = stages.find(stage => stage.phase === 'failed');
  return {
    ref,
    phase: shutdown && phase === 'failed' ? 'cancelled' : phase,
    message:
      phase === 'failed' && failed
        ? `stage ${failed.name} failed${
            failed.message ? `: ${failed.message}` : ''
          }`
        : (status.message as string) || waitingMessage(nodes),
    startedAt: (status.startedAt as string) ?? undefined,
    finishedAt: (status.finishedAt as string) ?? undefined,
    stages,
  };
}

/** Why a pod of the workflow has not begun, if one waits. */
function waitingMessage(nodes: Node[]): string | undefined {
  return nodes.find(
    node => node.type === 'Pod' && node.phase === 'Pending' && node.message,
  )?.message;
}

function toStage(name: string, nodes: Node[], workflow: string): StageStatus {
  const own = nodes.filter(
    node => node.templateName === name || node.displayName === name,
  );
  const task = own.find(node => node.displayName === name) ?? own[0];
  if (!task) {
    return { name, phase: 'pending', outputs: {}, retries: 0 };
  }
  const pods = own.filter(node => node.type === 'Pod');
  const last = pods.sort((a, b) =>
    String(b.startedAt).localeCompare(String(a.startedAt)),
  )[0];
  const outputs = task.outputs?.parameters ?? last?.outputs?.parameters ?? [];
  return {
    name,
    phase: STAGE_PHASES[task.phase ?? ''] ?? 'pending',
    startedAt: task.startedAt ?? undefined,
    finishedAt: task.finishedAt ?? undefined,
    // The last try says why; the task around it only that no try is left.
    message: last?.message || task.message || undefined,
    outputs: Object.fromEntries(
      outputs.map(({ name: key, value }) => [key, value ?? '']),
    ),
    retries: Math.max(0, pods.length - 1),
    podName: last?.id && podNameOf(workflow, name, last),
  };
}

/** Name of a node's pod: workflow, template and the hash in the node's id. */
function podNameOf(workflow: string, templateName: string, node: Node): string {
  const hash = node.id?.slice(workflow.length + 1) ?? '';
  return `${workflow}-${templateName}-${hash}`;
}
