import { NewOperation } from '../../outbox/types';

/** Kind of the operations that tell people something. */
export const NOTICE = 'portal.notify';

/** What people read. */
export interface NoticeText {
  title: string;
  description?: string;
  link: string;
  failed?: boolean;
}

/**
 * The operation that tells people of a state of a record; written with the
 * state, it is neither lost nor said twice.
 *
 * @param record - e.g. `job:<id>`
 * @param people.owner - whoever made the record; hears when it is a user or group
 * @param people.names - others, as they were named by people
 */
export function notice(
  record: string,
  state: string,
  people: { owner?: string; names?: string[]; createdBy: string },
  text: NoticeText,
): NewOperation {
  return {
    kind: NOTICE,
    tool: 'portal',
    lane: `notice:${record}`,
    title: `Tell people: ${text.title}`,
    payload: {
      scope: `${record}:${state}`,
      owner: people.owner,
      names: people.names ?? [],
      text: { ...text },
    },
    createdBy: people.createdBy,
    followUp: true,
  };
}
