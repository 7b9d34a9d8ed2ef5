import semver from 'semver';

/** How a tool's version stands to what its provider speaks to. */
export interface Compatibility {
  /** null when the tool tells no version, or anything goes. */
  compatible: boolean | null;
  /** Where it lies outside: what is wrong, and what to do. */
  advice?: string;
}

/**
 * Checks a version, in any spelling that starts with numbers (`v0.15.2`,
 * `3.17`), against a range of semver. A release candidate counts as its
 * release, since tools name their nightly builds so.
 */
export function checkVersion(tool: {
  tool: string;
  version?: string;
  supportedVersions: string;
  upgradePath?: string;
}): Compatibility {
  const { supportedVersions: range } = tool;
  const version = semver.coerce(tool.version);
  if (!version || range === '*') {
    return { compatible: null };
  }
  if (semver.satisfies(version, range)) {
    return { compatible: true };
  }
  const side = semver.gtr(version, range) ? 'newer' : 'older';
  const path =
    side === 'newer'
      ? `Update the portal, or go back to a version of ${tool.tool} in this range`
      : tool.upgradePath ?? `Upgrade ${tool.tool} to a version in this range`;
  return {
    compatible: false,
    advice: `${tool.tool} ${tool.version} is ${side} than this portal supports (${range}). ${path}.`,
  };
}
