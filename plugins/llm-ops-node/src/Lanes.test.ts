import { Lanes } from './Lanes';

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

describe('Lanes', () => {
  it('keeps the order within a key, also after a failure', async () => {
    const lanes = new Lanes();
    const done: string[] = [];
    const first = lanes.run('a', async () => {
      await pause(20);
      done.push('first');
      throw new Error('broken');
    });
    const second = lanes.run('a', async () => done.push('second'));
    const other = lanes.run('b', async () => done.push('other'));
    await expect(first).rejects.toThrow('broken');
    await Promise.all([second, other]);
    expect(done).toEqual(['other', 'first', 'second']);
  });
});
