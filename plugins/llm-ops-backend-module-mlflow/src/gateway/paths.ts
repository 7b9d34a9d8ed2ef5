import { InputError, NotFoundError } from '@backstage/errors';
import { JournalModel, JournalRun } from '@llm-ops/plugin-llm-ops-node';
import { modelOf, runOf } from './access';
import { Call } from './types';

/** How often a path may be encoded before nobody can say what it means. */
const MOST_DECODINGS = 4;

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new InputError('Invalid path');
  }
}

/**
 * A relative path of an artifact, decoded once.
 * @throws InputError when any of its decodings could leave the artifacts
 */
export function artifactPath(encoded: string): string {
  const once = decoded(encoded);
  let now = once;
  for (let i = 0; i < MOST_DECODINGS; i++) {
    const control = [...now].some(
      c => c.charCodeAt(0) < 32 || c.charCodeAt(0) === 127,
    );
    if (
      control ||
      /[\\#?]/.test(now) ||
      now.startsWith('/') ||
      now.includes('//') ||
      /^[A-Za-z]:/.test(now) ||
      now.split('/').some(part => part === '..' || part === '.')
    ) {
      throw new InputError('Invalid path');
    }
    const next = /%[0-9a-f]{2}/i.test(now) ? decoded(now) : now;
    if (next === now) {
      return once;
    }
    now = next;
  }
  throw new InputError('Invalid path');
}

/** What a path of MLflow's artifact proxy means. */
export interface ArtifactPlace {
  run: JournalRun;
  model?: JournalModel;
  /** Below the artifacts of the run, or of the model; empty for all. */
  path: string;
  /** The same in MLflow's own ids; undefined while it lacks the owner. */
  forwarded?: string;
}

/** Finds the run or model that `<experiment>/…/artifacts/<path>` belongs to. */
export async function placeOf(
  call: Call,
  path: string,
): Promise<ArtifactPlace> {
  const [experiment, owner, ...rest] = path.replace(/\/+$/, '').split('/');
  const isModel = owner === 'models';
  const id = isModel ? rest.shift() : owner;
  if (!experiment || !id || rest.shift() !== 'artifacts') {
    throw new NotFoundError(
      'Artifacts are at <experiment id>/<run id>/artifacts/<path>',
    );
  }
  const model = isModel ? await modelOf(call, id) : undefined;
  const run = await runOf(call, model?.runId ?? id);
  return place(run, rest.join('/'), model);
}

/** The place of a path below a run or a model. */
export function place(
  run: JournalRun,
  path: string,
  model?: JournalModel,
): ArtifactPlace {
  const owner = model
    ? model.trackerId && `models/${model.trackerId}`
    : run.trackerId;
  return {
    run,
    model,
    path,
    forwarded:
      run.experimentId && owner
        ? [run.experimentId, owner, 'artifacts', path].filter(Boolean).join('/')
        : undefined,
  };
}
