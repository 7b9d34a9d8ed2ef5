import { LoggerService } from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import { llmOpsReadPermission } from '@llm-ops/plugin-llm-ops-common';
import {
  covers,
  TrackingCaller,
  TrackingJournal,
  TrackingProtocol,
} from '@llm-ops/plugin-llm-ops-node';
import { Request, Router } from 'express';
import { JobTokens } from '../auth/JobTokens';
import { Authorizer } from '../auth/types';
import { OwnerService } from '../services/OwnerService';

/**
 * The sub-paths at which the code of jobs speaks to its tracker. A job's
 * token writes to the job's runs; anybody else reads, if they may.
 */
export function createTrackingRouter(options: {
  protocols: TrackingProtocol[];
  journal: TrackingJournal;
  owners: OwnerService;
  authorizer: Authorizer;
  jobTokens: JobTokens;
  logger: LoggerService;
}): Router {
  const { protocols, journal, owners, authorizer, jobTokens, logger } = options;
  const authorize = async (request: Request): Promise<TrackingCaller> => {
    const token = /^Bearer (llmops-job\..+)$/i.exec(
      request.headers.authorization ?? '',
    )?.[1];
    if (!token) {
      const { reading } = await authorizer.authorize(
        request,
        llmOpsReadPermission,
      );
      return {
        kind: 'user',
        readsAll: reading === 'all',
        mayRead: async id => {
          const of = await owners.of('job', id);
          return of !== undefined && covers(reading, of);
        },
      };
    }
    const jobId = jobTokens.verify(token);
    if (!jobId) {
      throw new AuthenticationError('The job token is not valid or has ended');
    }
    return { kind: 'job', jobId };
  };
  const router = Router();
  for (const protocol of protocols) {
    router.use(
      `/${protocol.name}`,
      protocol.router({ journal, authorize, logger }),
    );
  }
  return router;
}
