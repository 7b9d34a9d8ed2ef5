import { PromptExperiment } from '../../api/types';

type Variant = PromptExperiment['variants'][number];

/** A variant's part of the callers, e.g. `75 %`. */
export function shareOf(variant: Variant, all: Variant[]): string {
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  return `${Math.round((variant.weight / total) * 100)} %`;
}

/** Mean tokens of an answer; undefined before the first. */
export function tokensAnAnswer({
  answers,
  completion_tokens: tokens,
}: Variant): number | undefined {
  return answers > 0 ? Math.round(tokens / answers) : undefined;
}
