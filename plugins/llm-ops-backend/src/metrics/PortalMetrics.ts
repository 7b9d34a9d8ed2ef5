import {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import { Operation } from '../outbox/types';
import { ToolQueue } from '../outbox/summary';
import { ProbeListener, ToolState } from '../services/health';

/** Bounds of a request's or probe's time, in seconds. */
const FAST_SECONDS = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];
/** Bounds of an operation's time, in seconds. */
const LONG_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600];

/** What is read at each scrape. */
export interface MetricSources {
  /** Every tool instance in use, as last probed. */
  tools(): Promise<ToolState[]>;
  /** How full the outbox is, by tool. */
  queues(): Promise<ToolQueue[]>;
}

/**
 * The metrics of the portal. Labels are names of operations, tools and states,
 * never of records or people, so that there are few.
 */
export class PortalMetrics {
  readonly #service: MetricsService;
  readonly #requests: MetricsServiceHistogram;
  readonly #operations: MetricsServiceHistogram;
  readonly #probes: MetricsServiceHistogram;
  readonly #changes: MetricsServiceCounter;
  readonly #statuses = new Map<string, string>();

  constructor(service: MetricsService) {
    this.#service = service;
    this.#requests = service.createHistogram('llm_ops_request_seconds', {
      description: 'Time of requests by operation of the API and status code',
      unit: 's',
      advice: { explicitBucketBoundaries: FAST_SECONDS },
    });
    this.#operations = service.createHistogram('llm_ops_operation_seconds', {
      description:
        'Time of one try of a queued operation by kind, tool and outcome',
      unit: 's',
      advice: { explicitBucketBoundaries: LONG_SECONDS },
    });
    this.#probes = service.createHistogram('llm_ops_tool_probe_seconds', {
      description: 'Time of probes by tool instance',
      unit: 's',
      advice: { explicitBucketBoundaries: FAST_SECONDS },
    });
    this.#changes = service.createCounter('llm_ops_tool_status_changes', {
      description: 'How often a tool instance came to a status',
    });
  }

  /** A request of `/llm-ops/v1` was answered. */
  readonly answered = (
    operation: string,
    status: number,
    seconds: number,
  ): void => this.#requests.record(seconds, { operation, status });

  /** The outbox tried an operation. */
  readonly tried = (
    { kind, tool }: Operation,
    outcome: string,
    seconds: number,
  ): void => this.#operations.record(seconds, { kind, tool, outcome });

  /** A tool was probed. */
  readonly probed: ProbeListener = ({ id, kind }, { status }, seconds) => {
    this.#probes.record(seconds, { instance: id, kind });
    if (this.#statuses.get(id) !== status) {
      this.#statuses.set(id, status);
      this.#changes.add(1, { instance: id, kind, status });
    }
  };

  /** Begins to show what is read at each scrape. */
  observe({ tools, queues }: MetricSources): void {
    this.#service
      .createObservableGauge('llm_ops_tool_up', {
        description:
          '1 when the tool instance is healthy, 0.5 when degraded, 0 when unavailable',
      })
      .addCallback(async result => {
        for (const { id, kind, tool, status, version } of await tools()) {
          const value = { healthy: 1, degraded: 0.5, unavailable: 0 }[status];
          result.observe(value, {
            instance: id,
            kind,
            tool,
            version: version ?? '',
          });
        }
      });
    this.#service
      .createObservableGauge('llm_ops_outbox_operations', {
        description: 'Operations that are not done, by tool and state',
      })
      .addCallback(async result => {
        for (const queue of await queues()) {
          for (const state of ['pending', 'leased', 'dead'] as const) {
            result.observe(queue[state], { tool: queue.tool, state });
          }
        }
      });
    this.#service
      .createObservableGauge('llm_ops_outbox_oldest_seconds', {
        description: 'How long the oldest open operation has waited, by tool',
        unit: 's',
      })
      .addCallback(async result => {
        for (const { tool, oldestSeconds } of await queues()) {
          result.observe(oldestSeconds, { tool });
        }
      });
  }
}
