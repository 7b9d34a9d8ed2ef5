import { ServingStatus } from '@llm-ops/plugin-llm-ops-node';

/** What is read of a pod. */
export interface PodView {
  phase?: string;
  ready: boolean;
  containers: {
    name: string;
    restarts: number;
    waitingReason?: string;
    waitingMessage?: string;
    exitReason?: string;
    exitCode?: number;
  }[];
  unschedulable?: string;
}

const IMAGE_REASONS = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
];

/** One sentence for what keeps a pod from being ready; undefined when nothing does. */
export function explainPod(
  pod: PodView,
): { message: string; fatal: boolean } | undefined {
  if (pod.unschedulable) {
    return {
      message: `waiting for room in the cluster: ${pod.unschedulable}`,
      fatal: false,
    };
  }
  for (const container of pod.containers) {
    if (IMAGE_REASONS.includes(container.waitingReason ?? '')) {
      return {
        message: `not starting: the image cannot be pulled (${
          container.waitingMessage ?? container.waitingReason
        })`,
        fatal: true,
      };
    }
    if (container.exitReason === 'OOMKilled') {
      return {
        message: `not starting: ${container.name} ran out of memory (OOMKilled, ${container.restarts} restarts); raise memoryLimit`,
        fatal: container.restarts > 2,
      };
    }
    if (container.waitingReason === 'CrashLoopBackOff') {
      return {
        message: `not starting: ${container.name} ends with exit code ${
          container.exitCode ?? '?'
        } (${container.restarts} restarts); look at its log`,
        fatal: container.restarts > 2,
      };
    }
    if (
      container.name === 'storage-initializer' &&
      container.waitingReason === undefined &&
      !pod.ready &&
      pod.phase === 'Pending'
    ) {
      return { message: 'fetching the weights', fatal: false };
    }
  }
  return pod.ready ? undefined : { message: 'loading the model', fatal: false };
}

/** One state and one sentence out of replicas, pods and conditions. */
export function summarize(input: {
  desired: number;
  ready: number;
  stopped: boolean;
  pods: PodView[];
  conditions: ServingStatus['conditions'];
}): Pick<ServingStatus, 'state' | 'message'> {
  const { desired, ready, pods } = input;
  if (input.stopped) {
    return { state: 'degraded', message: 'stopped: scaled to 0 replicas' };
  }
  const troubles = pods
    .map(explainPod)
    .filter(trouble => trouble !== undefined);
  if (ready > 0 && ready >= desired) {
    return {
      state: 'healthy',
      message: `${ready} of ${desired} replicas ready`,
    };
  }
  const worst = troubles.find(trouble => trouble.fatal) ?? troubles[0];
  if (ready > 0) {
    return {
      state: 'degraded',
      message: `${ready} of ${desired} replicas ready${
        worst ? `; ${worst.message}` : ''
      }`,
    };
  }
  const blocked = input.conditions.find(
    condition =>
      condition.status === 'False' &&
      /Invalid|NotFound|Failed/.test(condition.reason ?? ''),
  );
  if (worst?.fatal) {
    return { state: 'failed', message: worst.message };
  }
  if (pods.length === 0 && blocked?.message) {
    return { state: 'failed', message: blocked.message };
  }
  return {
    state: 'deploying',
    message: worst?.message ?? 'waiting for the first pod',
  };
}
