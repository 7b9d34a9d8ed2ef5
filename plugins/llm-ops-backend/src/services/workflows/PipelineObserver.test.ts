import { WorkflowStatus } from '@llm-ops/plugin-llm-ops-node';
import { at, pipeline } from '../../store/testing/records';
import { changeOf } from './PipelineObserver';

const asked = (name: string) => ({
  name,
  type: 'evaluation' as const,
  dependencies: [],
});
const seen = (name: string, own: object = {}) => ({
  name,
  phase: 'succeeded' as const,
  outputs: {},
  retries: 0,
  ...own,
});

describe('changeOf', () => {
  const record = pipeline({
    definition: [asked('Check it'), asked('Then')],
    stages: [
      seen('Check it', { phase: 'pending' }),
      seen('Then', { phase: 'pending' }),
    ],
  });
  const status: WorkflowStatus = {
    ref: { name: 'w', namespace: 'n' },
    phase: 'running',
    startedAt: at(1),
    stages: [seen('then-2', { phase: 'running' }), seen('check-it-1')],
  };

  it('shows stages under their own names, in the order they were asked for', () => {
    expect(changeOf(record, status)).toEqual({
      status: 'running',
      statusMessage: '',
      startedAt: at(1),
      stages: [seen('Check it'), seen('Then', { phase: 'running' })],
    });
  });

  it('keeps what was known of a stage the engine does not name yet', () => {
    const { stages } = changeOf(record, { ...status, stages: [] });
    expect(stages).toEqual(record.stages);
  });
});
