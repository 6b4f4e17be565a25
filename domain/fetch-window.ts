/** UTC instants; `from` inclusive, `to` exclusive. */
export interface FetchWindow {
  readonly from: string;
  readonly to: string;
}

const DAY_MS = 86_400_000;
/** What is lost when a worker dies in the middle is one of these, not the whole. */
export const WINDOW_DAYS = 14;

/** Oldest first, without gap or overlap, none longer than `days`; none where there is nothing between. */
export const splitWindow = ({ from, to }: FetchWindow, days = WINDOW_DAYS): FetchWindow[] => {
  const end = Date.parse(to);
  const parts: FetchWindow[] = [];
  for (let start = Date.parse(from); start < end; start += days * DAY_MS)
    parts.push({
      from: new Date(start).toISOString(),
      to: new Date(Math.min(end, start + days * DAY_MS)).toISOString(),
    });
  return parts;
};

const HOUR_MS = 3_600_000;
export const SWEEP_EVERY_MS = 6 * HOUR_MS;

/** From where the last sweep ended, and a little before, since data arrives late. */
export const sweepWindow = (sweptUntilMs: number | null, overlapS: number, nowMs: number): FetchWindow => ({
  from: new Date(Math.min(sweptUntilMs ?? nowMs, nowMs) - overlapS * 1_000).toISOString(),
  to: new Date(nowMs).toISOString(),
});

/** Spread, so that connections that began together do not stay together. `random` is in [0, 1). */
export const firstSweepAt = (nowMs: number, random: number): number => nowMs + random * SWEEP_EVERY_MS;
export const nextSweepAt = (nowMs: number, random: number): number =>
  nowMs + (0.9 + random / 5) * SWEEP_EVERY_MS;
