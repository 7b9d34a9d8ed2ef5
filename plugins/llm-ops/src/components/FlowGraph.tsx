import { Link, Text } from '@backstage/ui';
import {
  Background,
  Controls,
  Handle,
  NodeProps,
  Node,
  Position,
  ReactFlow,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo } from 'react';
import styles from './components.module.css';
import { GraphEdge, GraphNode, placeNodes } from './layout';
import { Status } from './Status';

type FlowNode = Node<{ node: GraphNode; vertical: boolean }>;

const GraphNodeView = ({ data: { node, vertical } }: NodeProps<FlowNode>) => (
  <div className={styles.node}>
    <Handle
      type="target"
      position={vertical ? Position.Top : Position.Left}
      isConnectable={false}
    />
    <div className={styles.nodeTitle} title={node.title}>
      {node.href ? (
        <Link href={node.href}>{node.title}</Link>
      ) : (
        <Text weight="bold">{node.title}</Text>
      )}
    </div>
    {node.status ? (
      <Status value={node.status} />
    ) : (
      <Text variant="body-small" color="secondary">
        {node.subtitle}
      </Text>
    )}
    <Handle
      type="source"
      position={vertical ? Position.Bottom : Position.Right}
      isConnectable={false}
    />
  </div>
);

const nodeTypes = { graph: GraphNodeView };

/** Draws a directed graph: the stages of a pipeline, or a lineage. */
export const FlowGraph = (props: {
  nodes: GraphNode[];
  edges: GraphEdge[];
  label: string;
  height?: number;
}) => {
  const { nodes, edges, label, height = 260 } = props;
  const vertical = window.innerWidth < 600;
  const flow = useMemo(() => {
    const places = new Map(
      placeNodes(nodes, edges, vertical ? 'TB' : 'LR').map(p => [p.id, p]),
    );
    return {
      nodes: nodes.map(
        (node): FlowNode => ({
          id: node.id,
          type: 'graph',
          position: places.get(node.id) ?? { x: 0, y: 0 },
          data: { node, vertical },
          draggable: false,
        }),
      ),
      edges: edges.map(edge => ({
        id: `${edge.from}-${edge.to}`,
        source: edge.from,
        target: edge.to,
        label: edge.label,
        animated: nodes.some(n => n.id === edge.to && n.status === 'running'),
      })),
    };
  }, [nodes, edges, vertical]);
  return (
    <div
      className={styles.graph}
      style={{ height: vertical ? height * 2 : height }}
      role="group"
      aria-label={label}
    >
      <ReactFlow
        key={nodes.map(node => node.id).join()}
        nodes={flow.nodes}
        edges={flow.edges}
        nodeTypes={nodeTypes}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.1 }}
        minZoom={0.2}
      >
        <Background />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
};
