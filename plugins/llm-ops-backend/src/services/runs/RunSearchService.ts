import { Reach } from '@llm-ops/plugin-llm-ops-node';
import { idsWithin } from '../../store/reach';
import { searchRuns } from '../../store/training/runSearch';
import { listJobsByIds } from '../../store/training/jobs';
import { ServiceDeps } from '../deps';
import { ParameterError } from '../listing';
import { notFound } from '../notFound';
import { JobRecord, RunRecord } from '../training/types';
import { parseFilter } from './expression';
import { Expression, RunPlace, RunSort } from './types';

/** A run, and the job it is of. */
export interface FoundRun {
  run: RunRecord;
  job: JobRecord;
}

/**
 * Finds runs by what they are, were made of and came to. It answers from the
 * portal's own tables, which are written with each change of a run, so it
 * needs no tracker and is as quick with many runs as with few.
 */
export class RunSearchService {
  readonly #deps: ServiceDeps;

  constructor(deps: ServiceDeps) {
    this.#deps = deps;
  }

  /**
   * One page of runs.
   * @throws ParameterError for a filter, order or cursor that cannot be read
   */
  async search(asked: {
    filter?: string;
    text?: string;
    /** A field, descending with a minus before it; `-start_time` when not given. */
    sort?: string;
    limit: number;
    cursor?: string;
    reach: Reach;
  }): Promise<{ found: FoundRun[]; next: string | null }> {
    const sort = sortOf(asked.sort ?? '-start_time');
    const { database } = this.#deps;
    const { runs, last } = await searchRuns(database, {
      filter: asked.filter ? parseFilter(asked.filter) : undefined,
      text: asked.text || undefined,
      sort,
      limit: asked.limit,
      after: asked.cursor ? placeOf(asked.cursor, asked.sort) : undefined,
      reach: asked.reach,
    });
    const jobs = new Map(
      (
        await listJobsByIds(
          database,
          runs.map(({ jobId }) => jobId),
        )
      ).map(job => [job.id, job]),
    );
    return {
      found: runs.map(run => ({ run, job: jobs.get(run.jobId)! })),
      next: last ? cursorOf(last, asked.sort) : null,
    };
  }

  /** @throws NotFoundError for a run that is not there, or not within reach */
  async requireWithin(runIds: string[], reach: Reach): Promise<void> {
    const within = await idsWithin(this.#deps.database, 'run', runIds, reach);
    const missing = runIds.find(id => !within.has(id));
    if (missing !== undefined) {
      throw notFound('run', missing);
    }
  }
}

/** Reads an order, e.g. `-metrics.loss`. */
function sortOf(text: string): RunSort {
  const name = text.replace(/^-/, '');
  let parsed: Expression;
  try {
    parsed = parseFilter(`${name} = ""`);
  } catch {
    throw new ParameterError(
      'sort',
      `sort=${text} is not offered; use a field as in filters, e.g. start_time or -metrics.loss`,
    );
  }
  if (!('field' in parsed)) {
    throw new ParameterError('sort', 'sort takes one field');
  }
  return { field: parsed.field, descending: text.startsWith('-') };
}

function cursorOf({ id, value, part }: RunPlace, sort?: string): string {
  const text = JSON.stringify([sort ?? '', id, value, part]);
  return Buffer.from(text).toString('base64url');
}

function placeOf(cursor: string, sort?: string): RunPlace {
  try {
    const [own, id, value, part] = JSON.parse(
      Buffer.from(cursor, 'base64url').toString(),
    );
    if (
      own === (sort ?? '') &&
      typeof id === 'string' &&
      Number.isInteger(part)
    ) {
      return { id, value, part };
    }
  } catch {
    // Said below, as for any other cursor that is not ours.
  }
  throw new ParameterError(
    'cursor',
    'cursor is not one that this list gave in this order; send nextCursor as it is, or none for the first page',
  );
}
