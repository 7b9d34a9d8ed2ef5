import { NODE_WIDTH, placeNodes } from './layout';

const node = (id: string) => ({ id, title: id });

describe('placeNodes', () => {
  it('puts what depends on something to its right', () => {
    const placed = placeNodes(
      [node('train'), node('validate'), node('evaluate')],
      [
        { from: 'validate', to: 'train' },
        { from: 'train', to: 'evaluate' },
      ],
    );
    const x = Object.fromEntries(placed.map(p => [p.id, p.x]));
    expect(x.train).toBeGreaterThanOrEqual(x.validate + NODE_WIDTH);
    expect(x.evaluate).toBeGreaterThanOrEqual(x.train + NODE_WIDTH);
  });

  it('leaves out an edge to a node that is not drawn', () => {
    expect(
      placeNodes([node('a')], [{ from: 'a', to: 'nowhere' }]),
    ).toHaveLength(1);
  });
});
