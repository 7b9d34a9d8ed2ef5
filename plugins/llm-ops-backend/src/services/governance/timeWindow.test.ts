import { checkTimeWindow, isWithin } from './timeWindow';

const at = (time: string) => new Date(`2026-11-${time}:00Z`);

describe('a time window', () => {
  it.each([
    ['09:00-17:00', '25T09:00', true],
    ['09:00-17:00', '25T17:00', false],
    ['22:00-06:00', '25T23:30', true],
    ['22:00-06:00', '25T05:59', true],
    ['22:00-06:00', '25T12:00', false],
  ])('%s at %s: %p', (limit, time, within) => {
    expect(isWithin(checkTimeWindow(limit, 'limit'), at(time))).toBe(within);
  });

  it('keeps to its days, also over midnight, in its own time zone', () => {
    const window = checkTimeWindow(
      {
        start: '22:00',
        end: '02:00',
        days: ['wed'],
        timezone: 'Europe/Berlin',
      },
      'limit',
    );
    expect(isWithin(window, at('25T21:30'))).toBe(true); // Wednesday, 22:30
    expect(isWithin(window, at('26T00:30'))).toBe(true); // Thursday, 01:30
    expect(isWithin(window, at('26T21:30'))).toBe(false);
  });

  it.each([
    ['9-17'],
    ['09:00-09:00'],
    [{ start: '09:00', end: '17:00', days: ['someday'] }],
    [{ start: '09:00', end: '17:00', timezone: 'Moon/Base' }],
    [undefined],
  ])('is refused when it is %j', limit => {
    expect(() => checkTimeWindow(limit, 'limit')).toThrow(/^limit has to be/);
  });
});
