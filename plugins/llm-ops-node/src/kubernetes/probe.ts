import { ToolHealth } from '../providers';
import { Cluster, ResourceKind } from './Cluster';

/** Health of a tool that is driven by resources of a cluster. */
export async function probeResources(
  cluster: Cluster,
  tool: {
    /** What the resources are called, e.g. `Workflows`. */
    title: string;
    kind: ResourceKind;
    namespace: string;
    /** Deployment of its controller. */
    controller: string;
  },
): Promise<ToolHealth> {
  const checkedAt = new Date().toISOString();
  const { kind, title, namespace, controller } = tool;
  try {
    const kubernetes = await cluster.version();
    await cluster.list(kind, namespace, 'llm-ops.io/probe=none');
    return {
      status: 'healthy',
      message: `${title} are served by Kubernetes ${kubernetes}`,
      version: await cluster.toolVersion({
        definition: `${kind.plural}.${kind.group}`,
        controller,
      }),
      checkedAt,
    };
  } catch (error) {
    return {
      status: 'unavailable',
      message: (error as Error).message,
      checkedAt,
    };
  }
}
