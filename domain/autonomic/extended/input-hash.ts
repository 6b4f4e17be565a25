import { hash } from 'node:crypto';
import { inputHash } from '../input-hash.ts';
import type { NightObservation } from '../observation.ts';
import type { ExtendedFold } from './assess.ts';
import type { ExtraFacts } from './facts.ts';
import { extendedRuleset } from './ruleset.ts';

/**
 * `sha256:` over the core hash of the same night and all that the extended rules take besides: the facts of the optional
 * inputs, and what earlier nights handed on. Equal hashes are equal decisions.
 */
export function extendedInputHash(
  observation: NightObservation,
  facts: ExtraFacts,
  before: ExtendedFold,
  longMedian: string,
): string {
  const core = inputHash(extendedRuleset.id, observation, before);
  const { traces, shift } = before;
  return `sha256:${hash('sha256', JSON.stringify({ core, facts, longMedian, shift, traces }))}`;
}
