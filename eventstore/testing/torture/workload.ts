import { v5 as uuidv5 } from 'uuid';
import type { Expected, NewRecord } from '../../event-log.ts';

export const HOT_STREAMS = 300;
const ZIPF_EXPONENT = 1.1;
const PEOPLE = 60;
const MAX_BATCH = 5;
/** Every process takes up the same command within this time, so that its ids are appended by several at once. */
const SHARED_COMMAND_MS = 40;

export type Random = () => number;

/** Mulberry32: small, seedable, good enough to choose what to do next. */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
};

const cumulative = ((): number[] => {
  const weights = Array.from({ length: HOT_STREAMS }, (_, i) => 1 / (i + 1) ** ZIPF_EXPONENT);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  return weights.map((weight) => {
    reached += weight / total;
    return reached;
  });
})();

/** Few streams get most of the appends. */
export const hotStream = (random: Random): string => {
  const at = random();
  const rank = cumulative.findIndex((reached) => at < reached);
  return `hot-${rank === -1 ? HOT_STREAMS - 1 : rank}`;
};

export const batchSize = (random: Random): number => 1 + Math.floor(random() ** 3 * MAX_BATCH);

/** A stream always has the same subject, so that it stays in one shard. */
const subjectOf = (stream: string): string => {
  let sum = 0;
  for (let i = 0; i < stream.length; i++) sum = (sum * 31 + stream.charCodeAt(i)) % PEOPLE;
  return `person-${sum}`;
};

export interface PlannedAppend {
  readonly stream: string;
  readonly expected: Expected;
  readonly ids: readonly string[];
}

export const recordsOf = ({ stream, ids }: PlannedAppend): NewRecord[] =>
  ids.map((id) => ({
    id,
    type: id < '8' ? 'Low' : 'High',
    schemaVersion: 1,
    data: Buffer.from(id.repeat(3)),
    metadata: { correlationId: id, actor: 'torture', subject: subjectOf(stream) },
  }));

const COMMANDS = 'a2e0c4b8-1f77-4d7e-9a3b-6f2f0d9c5e41';

/** The command of this moment: in every process the same stream and ids. */
export const sharedCommand = (run: string, nowMs: number): PlannedAppend => {
  const number = Math.floor(nowMs / SHARED_COMMAND_MS);
  const random = randomFrom(number);
  const stream = hotStream(random);
  const ids = Array.from({ length: batchSize(random) }, (_, i) => uuidv5(`${run}:${number}:${i}`, COMMANDS));
  return { stream, expected: 'any', ids };
};
