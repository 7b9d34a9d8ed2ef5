import { CustomObjectsApi, KubeConfig } from '@kubernetes/client-node';
import { stack } from '../../api/client.mjs';

const OPERATION_TAG = 'llmops.operation_id';

async function objects(kubeconfig, group, version, plural) {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const list = await config
    .makeApiClient(CustomObjectsApi)
    .listCustomObjectForAllNamespaces({
      group,
      version,
      resourcePlural: plural,
    });
  return list.items.length;
}

async function ask(path, body) {
  const response = await fetch(`${stack.mlflow.url}/api/2.0/mlflow/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Runs in MLflow, and how many operations made them. */
async function runs() {
  const { experiments } = await ask('experiments/search', {
    max_results: 1_000,
  });
  const tags = [];
  let token;
  do {
    const page = await ask('runs/search', {
      experiment_ids: experiments.map(({ experiment_id: id }) => id),
      max_results: 1_000,
      page_token: token,
    });
    tags.push(
      ...(page.runs ?? []).map(
        ({ data }) =>
          data.tags?.find(({ key }) => key === OPERATION_TAG)?.value,
      ),
    );
    token = page.next_page_token;
  } while (token);
  return { runs: tags.length, operations: new Set(tags).size };
}

/** What the tools themselves say is there. */
export async function countEffects(kubeconfig) {
  const [workflows, services, tracked] = await Promise.all([
    objects(kubeconfig, 'argoproj.io', 'v1alpha1', 'workflows'),
    objects(kubeconfig, 'serving.kserve.io', 'v1beta1', 'inferenceservices'),
    runs(),
  ]);
  return { workflows, services, ...tracked };
}
