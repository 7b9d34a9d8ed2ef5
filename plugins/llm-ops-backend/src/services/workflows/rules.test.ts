import { readPipeline } from './rules';

const stage = (name: string, own: object = {}) => ({
  name,
  type: 'evaluation',
  dependencies: [],
  ...own,
});
const pipeline = (stages: object[], own: object = {}) => ({
  pipeline_name: 'Nightly run_2',
  stages,
  ...own,
});

describe('readPipeline', () => {
  it('takes what fits, and honours that no try is wanted after the first', () => {
    expect(readPipeline(pipeline([stage('a')])).maxRetries).toBe(3);
    expect(
      readPipeline(pipeline([stage('a')], { max_retries: 0 })).maxRetries,
    ).toBe(0);
  });

  it.each([
    ['no name', pipeline([stage('a')], { pipeline_name: '' }), /1 to 100/],
    ['a/b', pipeline([stage('a')], { pipeline_name: 'a/b' }), /'a\/b'/],
    ['no stages', pipeline([]), /1 to 100 stages, not 0/],
    [
      'a hundred and one',
      pipeline(Array.from({ length: 101 }, (_, i) => stage(`s${i}`))),
      /not 101/,
    ],
    ['one name twice', pipeline([stage('a'), stage('a')]), /unique/],
    [
      'a later stage',
      pipeline([stage('a', { dependencies: ['b'] }), stage('b')]),
      /depends on 'b', which is not a stage listed before it/,
    ],
    [
      'itself',
      pipeline([stage('a', { dependencies: ['a'] })]),
      /listed before it/,
    ],
    [
      'a strange path',
      pipeline([stage('a', { config: { command: ['x'], outputs: ['a b'] } })]),
      /config.outputs/,
    ],
    [
      'a strange quantity',
      pipeline([
        stage('a', { config: { command: 'x', resources: { cpu: 'many' } } }),
      ]),
      /config.resources.cpuRequest: 'many' is not a Kubernetes quantity/,
    ],
    [
      'no time',
      pipeline([stage('a', { config: { maxDuration: 0 } })]),
      /maxDuration/,
    ],
  ])('refuses %s', (_name, body, words) => {
    expect(() => readPipeline(body)).toThrow(words);
  });
});
