import { Buffer } from 'node:buffer';
import { parseInstant } from '../../../domain/time/instant.ts';
import { SLEEP_GAP_MS } from '../sleep-segments.ts';

export interface SleepSegment {
  readonly source: string;
  readonly startDate: string;
  readonly endDate: string;
  /** JSON text. */
  readonly sample: string;
}

export interface SleepSessions {
  add(segment: SleepSegment): void;
  end(): void;
}

/** A name for the session and the segments in order of their start, as JSON texts. */
export type GiveSession = (source: string, session: string, samples: readonly string[]) => void;

interface Held {
  readonly startMs: number;
  readonly endMs: number;
  /** Bytes, because a text would keep the piece of the file alive that it was cut from. */
  readonly sample: Buffer;
}

/** More than twenty years of nights of one watch; beyond that whatever is complete is given out early. */
const MOST_HELD = 200_000;
const ALWAYS = Number.MAX_SAFE_INTEGER;

/**
 * Gathers segments of sleep, in whatever order an export lists them, into whole sleeps of one source: the cut is where
 * `segmentDocuments` would cut too, so that no night is ever spread over two bodies.
 */
export const createSleepSessions = (give: GiveSession): SleepSessions => {
  const sources = new Map<string, Held[]>();
  let held = 0;

  const giveOut = (keepLast: boolean): void => {
    for (const [source, all] of sources) {
      const sessions = sessionsOf(all);
      const kept = keepLast ? (sessions.pop() ?? []) : [];
      for (const session of sessions)
        give(
          source,
          String(session[0]!.startMs),
          session.map(({ sample }) => sample.toString()),
        );
      sources.set(source, kept);
    }
    held = [...sources.values()].reduce((sum, all) => sum + all.length, 0);
  };

  return {
    add({ source, startDate, endDate, sample }) {
      const start = parseInstant(startDate, ALWAYS);
      const end = parseInstant(endDate, ALWAYS);
      const [startMs, endMs] = [start, end].map((time) => (typeof time === 'string' ? 0 : time.epochMs));
      const all = sources.get(source) ?? [];
      all.push({ startMs: startMs!, endMs: endMs!, sample: Buffer.from(sample) });
      sources.set(source, all);
      if (++held > MOST_HELD) giveOut(true);
    },
    end: () => giveOut(false),
  };
};

const sessionsOf = (segments: readonly Held[]): Held[][] => {
  const sorted = segments.toSorted(
    (a, b) => a.startMs - b.startMs || a.endMs - b.endMs || Buffer.compare(a.sample, b.sample),
  );
  const sessions: Held[][] = [];
  let endMs = Number.NEGATIVE_INFINITY;
  for (const segment of sorted) {
    const session = sessions.at(-1);
    if (session !== undefined && segment.startMs - endMs < SLEEP_GAP_MS) session.push(segment);
    else sessions.push([segment]);
    endMs = Math.max(endMs, segment.endMs);
  }
  return sessions;
};
