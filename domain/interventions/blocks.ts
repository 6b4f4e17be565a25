import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import { finite, onlyFinite, whollyFinite } from '../statistics/finite.ts';
import { studentQuantile } from '../statistics/student-t.ts';
import type { Interval } from './difference.ts';

const fewestPairs = 3;
const mostPairs = 16;
const fewestBlockDays = 7;

/** Which comes first in each pair: `AB` without, then with the intervention; `BA` the other way round. */
export type PairOrder = 'AB' | 'BA';

/**
 * Order of the pairs drawn from a stored seed, so that a replay draws the same. The generator is the 32-bit xorshift
 * of Marsaglia after a multiplicative mix (unverified); it decides an order, nothing that must be secret.
 */
export function pairOrders(seed: number, pairs: number): PairOrder[] {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  return Array.from({ length: pairs }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 16) % 2 === 0 ? 'AB' : 'BA';
  });
}

export interface BlockPair {
  /** Valid nightly values of the block without and of the block with the intervention; planned for 7 days or more. */
  readonly without: readonly number[];
  readonly with: readonly number[];
  readonly plannedDays: number;
}

export interface BlockOutcome {
  readonly pairs: number;
  /** Mean of the paired differences of block means, with minus without. */
  readonly delta: number;
  /** Exact two-sided p over all 2^pairs signs; with 3 pairs it cannot be below 0.25. */
  readonly p: number;
  /** 90 % interval of the mean difference by Student's t. */
  readonly interval90: Interval;
}

/**
 * Repeated randomised blocks (section 5.3 c; reporting after CENT 2015, unverified). Null below 3 or above 16 pairs
 * and where a block is shorter than 7 planned days or has no known value.
 */
export function evaluateBlocks(blocks: readonly BlockPair[]): BlockOutcome | null {
  const pairs = blocks.map((pair) => ({
    plannedDays: pair.plannedDays,
    without: onlyFinite(pair.without),
    with: onlyFinite(pair.with),
  }));
  const usable = pairs.every(
    (pair) => pair.plannedDays >= fewestBlockDays && pair.without.length > 0 && pair.with.length > 0,
  );
  if (!usable || pairs.length < fewestPairs || pairs.length > mostPairs) return null;
  const differences = pairs.map(
    (pair) => (mean(pair.with) ?? Number.NaN) - (mean(pair.without) ?? Number.NaN),
  );
  const delta = mean(differences);
  const deviation = sampleStandardDeviation(differences);
  const p = permutationP(differences);
  if (delta === null || deviation === null || p === null) return null;
  const width = (studentQuantile(0.95, pairs.length - 1)! * deviation) / Math.sqrt(pairs.length);
  return whollyFinite({
    pairs: pairs.length,
    delta,
    p,
    interval90: { low: delta - width, high: delta + width },
  });
}

/** Share of all sign changes whose sum is at least as far from 0 as the observed one. Null where one is not known. */
export function permutationP(differences: readonly number[]): number | null {
  if (finite(differences.reduce((sum, value) => sum + Math.abs(value), 0)) === null) return null;
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  const slack = 1e-12 * differences.reduce((sum, value) => sum + Math.abs(value), 0);
  const total = 2 ** differences.length;
  let asFar = 0;
  for (let signs = 0; signs < total; signs++) {
    const sum = differences.reduce((all, value, index) => all + ((signs >> index) & 1 ? -value : value), 0);
    if (Math.abs(sum) >= observed - slack) asFar++;
  }
  return asFar / total;
}
