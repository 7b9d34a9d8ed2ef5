/** How often a request names what exists, where it could. */
const PROBABILITY = 0.75;
/** Operations that must not be asked of the records everything else needs. */
const OWN = {
  /** They end what they are asked for. */
  spare: [
    'deleteModel',
    'deleteEndpoint',
    'deletePromptTemplate',
    'deletePromptExperiment',
    'cancelTrainingJob',
    'cancelPipeline',
    'cancelOperation',
  ],
  /** They go on with what has failed for good. */
  dead: ['retryOperation', 'skipOperation'],
};

/** The records an operation is asked for, of those of `makeRecords`. */
export function recordsFor(operationId, records) {
  const [kind] =
    Object.entries(OWN).find(([, ids]) => ids.includes(operationId)) ?? [];
  return { ...records.kept, ...records[kind] };
}

const text = value => JSON.stringify(value);
const nameOf = (kind, place) => `${kind}_${place.replace('.', '_')}`;

const dictionaries = (kind, values) =>
  Object.entries(values).flatMap(([place, known]) => [
    `[dictionaries.${nameOf(kind, place)}]`,
    `values = ${text(known)}`,
  ]);

const bindings = (kind, values) =>
  Object.keys(values).map(
    place =>
      `${text(place)} = { dictionary = ${text(
        nameOf(kind, place),
      )}, probability = ${PROBABILITY} }`,
  );

/**
 * The configuration that lets schemathesis meet records that exist, most of
 * the time, and end only those that are spare.
 */
export function settings(records) {
  return [
    // Who asks is the same throughout; the tests of access ask as others.
    'generation.with-security-parameters = false',
    ...['kept', ...Object.keys(OWN)].flatMap(kind =>
      dictionaries(kind, records[kind]),
    ),
    '[parameters]',
    ...bindings('kept', records.kept),
    ...Object.entries(OWN).flatMap(([kind, ids]) => [
      '[[operations]]',
      `include-operation-id = ${text(ids)}`,
      '[operations.parameters]',
      ...bindings(kind, records[kind]),
    ]),
    '',
  ].join('\n');
}
