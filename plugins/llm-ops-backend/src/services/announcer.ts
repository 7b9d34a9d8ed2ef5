import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { NotificationService } from '@backstage/plugin-notifications-node';
import { SignalsService } from '@backstage/plugin-signals-node';
import { ServiceDeps } from './deps';
import { NoticeText } from './notices';

/** Events topic and signals channel of changed records. */
const TOPIC = 'llm-ops';

/** Longest that an open page is behind on operations that moved, in milliseconds. */
const NEWS_MS = 1_000;

/**
 * Tells the world of committed changes. Nothing here may fail a request:
 * readers fetch again every few seconds anyway.
 */
export function createAnnouncer(deps: {
  events: EventsService;
  signals: SignalsService;
  notifications: NotificationService;
  logger: LoggerService;
}): Pick<ServiceDeps, 'publish' | 'notify' | 'notifyOnce'> {
  const { events, signals, notifications, logger } = deps;
  const send = (
    refs: string[],
    { failed, ...payload }: NoticeText & { scope?: string },
  ) =>
    notifications.send({
      recipients: { type: 'entity', entityRef: refs },
      payload: {
        ...payload,
        severity: failed ? 'high' : 'normal',
        topic: TOPIC,
      },
    });
  return {
    async publish(kind, id, change) {
      await Promise.all([
        kind === 'operation' ||
          kind === 'tool' ||
          events.publish({ topic: TOPIC, eventPayload: { kind, id, change } }),
        signals.publish({
          recipients: { type: 'broadcast' },
          channel: TOPIC,
          message: { kind, id },
        }),
      ]).catch(error => logger.debug('A change was not announced', error));
    },
    async notify(user, notification) {
      if (!/^(user|group):/.test(user)) {
        return;
      }
      await send([user], notification).catch(error =>
        logger.debug('A notification was not sent', error),
      );
    },
    notifyOnce: (refs, scope, text) => send(refs, { ...text, scope }),
  };
}

/**
 * Tells open pages that operations moved, once for all that move within a
 * second: thousands may when a tool comes back.
 */
export function operationNews(publish: ServiceDeps['publish']): () => void {
  let due: NodeJS.Timeout | undefined;
  return () => {
    due ??= setTimeout(() => {
      due = undefined;
      publish('operation', 'any', 'changed');
    }, NEWS_MS).unref();
  };
}
