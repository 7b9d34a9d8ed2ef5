import { operationNews } from './announcer';

describe('operationNews', () => {
  it('tells of a thousand operations once a second, and of the last one', () => {
    jest.useFakeTimers();
    const publish = jest.fn(async () => {});
    const moved = operationNews(publish);
    for (let i = 0; i < 1_000; i++) {
      moved();
    }
    expect(publish).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1_000);
    expect(publish).toHaveBeenCalledTimes(1);
    expect(publish).toHaveBeenCalledWith('operation', 'any', 'changed');
    jest.advanceTimersByTime(10_000);
    expect(publish).toHaveBeenCalledTimes(1);
    moved();
    jest.advanceTimersByTime(1_000);
    expect(publish).toHaveBeenCalledTimes(2);
    jest.useRealTimers();
  });
});
