import { InputError } from '@backstage/errors';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Hours of the day, and days, in which something is allowed. */
export interface TimeWindow {
  /** `HH:MM`, included. */
  start: string;
  /** `HH:MM`, not included; before `start` for a window over midnight. */
  end: string;
  /** `mon` to `sun`; every day when not given. */
  days?: string[];
  /** IANA name; UTC when not given. */
  timezone?: string;
}

/**
 * Reads `"09:00-17:00"`, or the same as an object with days and time zone.
 * @throws InputError when it is neither
 */
export function checkTimeWindow(limit: unknown, at: string): TimeWindow {
  const example = `${at} has to be like "09:00-17:00", or {"start": "09:00", "end": "17:00", "days": ["mon", "fri"], "timezone": "Europe/Berlin"}`;
  const [start, end] =
    typeof limit === 'string'
      ? limit.split('-').map(part => part.trim())
      : [undefined, undefined];
  const window = (
    typeof limit === 'string' ? { start, end } : limit ?? {}
  ) as TimeWindow;
  const days = window.days ?? DAYS;
  if (
    !TIME.test(String(window.start)) ||
    !TIME.test(String(window.end)) ||
    window.start === window.end ||
    !Array.isArray(days) ||
    days.length === 0 ||
    days.some(day => !DAYS.includes(day))
  ) {
    throw new InputError(example);
  }
  try {
    clockIn(window.timezone, new Date());
  } catch {
    throw new InputError(example);
  }
  return window;
}

/** Whether a moment lies in the window. The day is that of its beginning. */
export function isWithin(window: TimeWindow, now: Date): boolean {
  const { day, time } = clockIn(window.timezone, now);
  const allowed = (name: string) => (window.days ?? DAYS).includes(name);
  if (window.start < window.end) {
    return allowed(day) && time >= window.start && time < window.end;
  }
  const before = DAYS[(DAYS.indexOf(day) + 6) % 7];
  return (
    (allowed(day) && time >= window.start) ||
    (allowed(before) && time < window.end)
  );
}

function clockIn(timezone: string | undefined, now: Date) {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: timezone ?? 'UTC',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(now)
      .map(({ type, value }) => [type, value]),
  );
  return {
    day: parts.weekday.toLowerCase(),
    time: `${parts.hour}:${parts.minute}`,
  };
}
