import { open } from 'node:fs/promises';

/** What an answer says that the portal did not expect; it hides in old codes. */
const UNEXPECTED = 'error_id=';

const textOf = part =>
  Buffer.from(part?.content?.$base64 ?? '', 'base64').toString();

function isFailEnvelope(text) {
  try {
    return JSON.parse(text)?.status === 'fail';
  } catch {
    return false;
  }
}

/**
 * Reads what schemathesis asked and what was answered.
 *
 * Old operations answer failures with the code of success, so codes alone
 * neither tell that an operation did its work nor that the portal broke.
 *
 * @param file the report of a run, one JSON value a line
 * @returns `worked`: operations that did their work at least once;
 *   `unexpected`: requests whose answer is an unexpected failure
 */
export async function readReport(file) {
  const worked = new Set();
  const unexpected = [];
  const report = await open(file);
  for await (const line of report.readLines()) {
    const { recorder } = JSON.parse(line).ScenarioFinished ?? {};
    for (const { request, response } of Object.values(
      recorder?.interactions ?? {},
    )) {
      const text = textOf(response);
      if (text.includes(UNEXPECTED)) {
        unexpected.push(`${request.method} ${request.uri}: ${text}`);
      }
      if (response?.status_code < 300 && !isFailEnvelope(text)) {
        worked.add(recorder.label);
      }
    }
  }
  return { worked, unexpected };
}

/** The operation of a call, as schemathesis names it. */
export function labelOf(document, { method, path }) {
  const parts = path.split('/');
  const fits = template => {
    const own = template.split('/');
    return (
      own.length === parts.length &&
      own.every((part, at) => part === parts[at] || part.startsWith('{'))
    );
  };
  const [known] = Object.keys(document.paths)
    .filter(fits)
    .sort((a, b) => a.split('{').length - b.split('{').length);
  return `${method} ${known}`;
}
