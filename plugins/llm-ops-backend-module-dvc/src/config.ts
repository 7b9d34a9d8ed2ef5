import { RootConfigService } from '@backstage/backend-plugin-api';
import {
  readInstances,
  readText,
  readUrl,
  settingError,
} from '@llm-ops/plugin-llm-ops-node';

/** Reads `llmOps.dvc.instances`. @throws Error with key, reason and example */
export function readDvcConfig(config: RootConfigService) {
  return readInstances(config, 'dvc').map(at => {
    const remote = {
      config: at.config.getOptionalConfig('remote') ?? at.config,
      key: `${at.key}.remote`,
    };
    const url = readText(remote, 'url', 's3://llm-ops/dvc');
    if (!url.startsWith('s3://')) {
      throw settingError(
        `${remote.key}.url`,
        `'${url}' is not in an object store`,
        'url: s3://llm-ops/dvc',
      );
    }
    return {
      id: at.id,
      environments: at.environments,
      command: readText(at, 'command', '/usr/bin/dvc'),
      directory: readText(at, 'directory', '/var/lib/llm-ops/dvc'),
      remote: {
        url,
        endpoint: remote.config.has('endpoint')
          ? readUrl(remote, 'endpoint', 'http://127.0.0.1:9000')
          : undefined,
        region: remote.config.getOptionalString('region'),
        accessKey: readText(remote, 'accessKey', '${LLM_OPS_S3_ACCESS_KEY}'),
        secretKey: readText(remote, 'secretKey', '${LLM_OPS_S3_SECRET_KEY}'),
      },
    };
  });
}
