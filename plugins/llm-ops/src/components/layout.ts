import { Graph, layout } from '@dagrejs/dagre';

/** Size of a drawn node in pixels; equals the style of a node. */
export const NODE_WIDTH = 200;
export const NODE_HEIGHT = 62;

export interface GraphNode {
  id: string;
  title: string;
  subtitle?: string;
  status?: string;
  href?: string;
}

export interface GraphEdge {
  from: string;
  to: string;
  label?: string;
}

/** Places the nodes of a directed graph from left to right; pure. */
export function placeNodes(
  nodes: GraphNode[],
  edges: GraphEdge[],
  direction: 'LR' | 'TB' = 'LR',
): { id: string; x: number; y: number }[] {
  const graph = new Graph();
  graph.setGraph({ rankdir: direction, nodesep: 24, ranksep: 56 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) {
    graph.setNode(node.id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  }
  const known = new Set(nodes.map(node => node.id));
  for (const edge of edges) {
    if (known.has(edge.from) && known.has(edge.to)) {
      graph.setEdge(edge.from, edge.to);
    }
  }
  layout(graph);
  return nodes.map(node => {
    const { x, y } = graph.node(node.id) as { x: number; y: number };
    return { id: node.id, x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 };
  });
}
