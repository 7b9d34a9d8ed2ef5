import { makeRecords } from './records.mjs';
import { identities, schemathesis } from './schemathesis.mjs';

/** Operations that cannot do their work here, and why. */
const NOT_HERE = {
  'GET /training/jobs/{jobId}/pods': 'a job has pods on a cluster only',
};

/** What one run of schemathesis comes to. */
function resultOf(who, { code, output, counts, worked, unexpected }) {
  const { total, tested } = counts.operations;
  const all = Object.keys(counts.valid_rates);
  const idle = all.filter(name => !worked.has(name) && !NOT_HERE[name]);
  const passed =
    code === 0 &&
    total > 0 &&
    tested === total &&
    idle.length === 0 &&
    unexpected.length === 0;
  return {
    title: `schemathesis with ${who}: ${tested} of ${total} operations, ${
      counts.test_cases.generated
    } requests in ${Math.round(counts.running_time)} s, ${
      worked.size
    } operations did their work, ${counts.failures.length} violations, ${
      unexpected.length
    } unexpected failures (seed ${counts.seed})`,
    passed,
    output: [
      output,
      ...idle.map(name => `${name} never did its work`),
      ...unexpected.slice(0, 20),
    ].join('\n'),
  };
}

/**
 * Lets schemathesis ask a running portal everything it can, as each identity.
 *
 * @param modelServerUrl a server that speaks the OpenAI protocol
 * @returns a result an identity: whether it passed, and the output if not
 */
export async function* fuzz(stack, { modelServerUrl, ...options }) {
  for (const [who, headers] of Object.entries(identities(stack))) {
    const outcome = await schemathesis(stack, {
      ...options,
      headers,
      records: await makeRecords(stack, modelServerUrl),
      name: who.replace(/\W/g, '-'),
    });
    yield resultOf(who, outcome);
  }
}
