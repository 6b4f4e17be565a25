import { hash } from 'node:crypto';
import { canonicalInputs } from '../input-hash.ts';
import type { NightObservation } from '../observation.ts';
import type { ExtendedFold } from './assess.ts';
import type { ExtraFacts } from './facts.ts';
import type { NightTrace } from './overreached.ts';
import { extendedRuleset } from './ruleset.ts';

/**
 * `sha256:` over what the core hashes of the same night and all that the extended rules take besides: the facts of the optional
 * inputs, and what earlier nights handed on. Equal hashes are equal decisions.
 */
export function extendedInputHash(
  observation: NightObservation,
  facts: ExtraFacts,
  before: ExtendedFold,
  longMedian: string,
): string {
  const core = canonicalInputs(extendedRuleset.id, observation, before);
  const { traces, shift } = before;
  const { eventIds: _, ...inputs } = facts;
  const told = JSON.stringify([inputs, longMedian, shift]);
  return `sha256:${hash('sha256', `${core}${told}${traces.map(traceText).join(',')}`)}`;
}

/** A trace is part of the 13 nights after it; its numbers are written once. */
const written = new WeakMap<NightTrace, string>();

function traceText(trace: NightTrace | null): string {
  if (trace === null) return '';
  const known = written.get(trace);
  if (known !== undefined) return known;
  const text = `${trace.h7} ${trace.heartRate} ${trace.variation} ${trace.parasympathetic}`;
  written.set(trace, text);
  return text;
}
