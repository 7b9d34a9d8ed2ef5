import { ToolGate } from './ToolGate';

describe('ToolGate', () => {
  let now = 0;
  const gate = () => new ToolGate(4, () => now);

  beforeEach(() => {
    now = 0;
  });

  it('gives each tool its own places', () => {
    const tools = gate();
    const ends = [1, 2, 3, 4].map(() => tools.begin('hung'));
    expect(tools.free('hung')).toBe(0);
    expect(tools.free('other')).toBe(4);
    ends[0]('answered');
    expect(tools.free('hung')).toBe(1);
  });

  it('lets one try through after each pause, which doubles up to 5 s', () => {
    const tools = gate();
    tools.begin('tool')('away');
    expect(tools.free('tool')).toBe(0);
    const pauses = [500, 1_000, 2_000, 4_000, 5_000, 5_000];
    for (const pause of pauses) {
      now += pause - 1;
      expect(tools.free('tool')).toBe(0);
      now += 1;
      expect(tools.free('tool')).toBe(1);
      const end = tools.begin('tool');
      expect(tools.free('tool')).toBe(0);
      end('away');
    }
  });

  it('counts failures that come together as one', () => {
    const tools = gate();
    const ends = [1, 2, 3].map(() => tools.begin('tool'));
    ends.forEach(end => end('away'));
    now = 500;
    expect(tools.free('tool')).toBe(1);
  });

  it('opens again one, two, four at a time', () => {
    const tools = gate();
    tools.begin('tool')('away');
    now = 500;
    tools.begin('tool')('answered');
    expect(tools.free('tool')).toBe(1);
    tools.begin('tool')('answered');
    expect(tools.free('tool')).toBe(2);
    tools.begin('tool')('answered');
    expect(tools.free('tool')).toBe(4);
    tools.begin('tool')('answered');
    expect(tools.free('tool')).toBe(4);
  });

  it('waits as long as the tool asked', () => {
    const tools = gate();
    tools.begin('tool')('away', 60_000);
    now = 59_999;
    expect(tools.free('tool')).toBe(0);
    now = 60_000;
    expect(tools.free('tool')).toBe(1);
  });

  it('is not opened by an answer to what began before the outage', () => {
    const tools = gate();
    const early = tools.begin('tool');
    tools.begin('tool')('away');
    early('answered');
    expect(tools.free('tool')).toBe(0);
    now = 500;
    expect(tools.free('tool')).toBe(1);
    const probe = tools.begin('tool');
    expect(tools.free('tool')).toBe(0);
    probe('answered');
    expect(tools.free('tool')).toBe(1);
  });

  it('learns nothing of a tool from the outage of another', () => {
    const tools = gate();
    tools.begin('hub')('unknown');
    tools.away('object-store');
    expect(tools.free('hub')).toBe(4);
    expect(tools.free('object-store')).toBe(0);
  });
});
