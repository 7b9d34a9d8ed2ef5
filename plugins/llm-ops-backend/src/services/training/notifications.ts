import { NewOperation } from '../../outbox/types';
import { ServiceDeps } from '../deps';
import { notice, NoticeText } from '../notices';
import { JobRecord, JobStatus } from './types';

/** When somebody wants to hear of a job. */
const EVENTS = ['onStart', 'onCompletion'] as const;
type JobEvent = (typeof EVENTS)[number];

function namesOf(request: Record<string, unknown>, event: JobEvent): string[] {
  const lists = (request.notifications ?? {}) as Partial<
    Record<JobEvent, string[] | null>
  >;
  return lists[event] ?? [];
}

/** The operation that tells who asked for it, and at the end also the owner. */
export function jobNotice(
  job: JobRecord,
  status: JobStatus,
  own: Partial<NoticeText> & { createdBy?: string } = {},
): NewOperation {
  const { createdBy = job.submittedBy, ...text } = own;
  const begins = status === 'running';
  return notice(
    `job:${job.id}`,
    status,
    {
      owner: begins ? undefined : job.submittedBy,
      names: namesOf(job.request, begins ? 'onStart' : 'onCompletion'),
      createdBy,
    },
    {
      title: `Training ${job.id.slice(0, 8)} ${begins ? 'has begun' : status}`,
      link: `/llm-ops/training/${job.id}`,
      failed: status === 'failed',
      ...text,
    },
  );
}

/** Whether anybody asked to hear that the job begins. */
export function tellsStart(job: JobRecord): boolean {
  return namesOf(job.request, 'onStart').length > 0;
}

/** Sentences on what a submission's `notifications` name, but nobody hears. */
export async function noticeWarnings(
  { recipients, logger }: Pick<ServiceDeps, 'recipients' | 'logger'>,
  request: Record<string, unknown>,
): Promise<string[]> {
  const others = Object.keys(request.notifications ?? {})
    .filter(key => !EVENTS.includes(key as JobEvent))
    .map(
      key =>
        `notifications.${key} is not used; name users, groups or e-mail addresses in onStart and onCompletion`,
    );
  const names = EVENTS.flatMap(event => namesOf(request, event));
  if (names.length === 0) {
    return others;
  }
  try {
    const { unknown } = await recipients.find(names);
    return [
      ...others,
      ...unknown.map(
        name =>
          `${name} is not notified: the catalog has no such user or group; give a ref such as user:default/ann or group:default/team, or a user's e-mail address`,
      ),
    ];
  } catch (error) {
    logger.debug('Recipients were not looked up', error as Error);
    return [
      ...others,
      'The catalog did not answer, so who is named in notifications is looked up when there is something to tell',
    ];
  }
}
