import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { local, nodeBin, root, venv } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { once } from '../lib/stamp.mjs';
import { python } from '../lib/install.mjs';

const models = join(local, 'hub', 'models');
const sources = join(root, 'local-stack', 'hub');

/** Makes the hub's repositories out of the models in registry packages. */
export async function buildHub() {
  await python('models');
  const builder = join(sources, 'build_models.py');
  const requirements = join(root, 'local-stack', 'requirements', 'models.txt');
  await once('hub-models', { files: [builder, requirements] }, () =>
    must('hub-models', join(venv('models'), 'bin', 'python'), [
      builder,
      models,
    ]),
  );
}

/** Id of the model of the main job, and its current commit. */
export async function hubModel() {
  const id = 'HuggingFaceTB/SmolLM2-135M-Instruct';
  const refs = JSON.parse(
    await readFile(join(models, id, 'refs.json'), 'utf8'),
  );
  return { id, commit: refs.main };
}

/** The Hugging Face-compatible hub; it serves what lies in `folder`. */
export function hub({ host, port, env = {}, folder = models }) {
  return {
    name: 'hub',
    command: join(nodeBin, 'node'),
    args: [join(sources, 'server.mjs'), host, String(port), folder],
    env,
    ready: async () =>
      (await fetch(`http://${host}:${port}/api/models?limit=1`)).ok,
  };
}
