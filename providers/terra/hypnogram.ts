import { type Instant, parseInstant } from '../../domain/time/instant.ts';
import { type Draft, isInterval } from '../draft.ts';
import { objectsOf, own, snippet } from '../json.ts';
import { sleepLevels } from './fields.ts';

/**
 * Turns a hypnogram's samples into sleep stages: each holds until the next sample, the last until the sleep ends.
 * A sample without a level ends the stage before it and starts none.
 */
export function addHypnogram(draft: Draft, list: unknown, nowMs: number): void {
  const timed: { time: Instant; level: unknown; index: number }[] = [];
  for (const [index, sample] of objectsOf(list).entries()) {
    const rawTime = own(sample, 'timestamp');
    const level = own(sample, 'level');
    const time = parseInstant(rawTime, nowMs);
    if (typeof time !== 'string') timed.push({ time, level, index });
    else if (level !== null && level !== undefined) {
      draft.stage(stageOf(level), level, { problem: time, rawTime: snippet(rawTime) }, index);
    }
  }
  // Of two samples at one time the later in the list holds: sorting keeps their order, and it ends the earlier at once.
  timed.sort((a, b) => a.time.epochMs - b.time.epochMs);
  const endOfSleep = isInterval(draft.interval) ? draft.interval.end : null;

  for (const [position, { time, level, index }] of timed.entries()) {
    if (level === null || level === undefined) continue;
    const next = timed[position + 1]?.time;
    if (next && next.epochMs === time.epochMs) continue;
    const end = next?.utc ?? endOfSleep ?? time.utc;
    const { utc: start, zoneOffsetMin } = time;
    const moment =
      end > start
        ? ({ start, end, zoneOffsetMin, period: 'interval' } as const)
        : ({ problem: 'time_implausible', rawTime: snippet(start) } as const);
    draft.stage(stageOf(level), level, moment, index);
  }
}

function stageOf(level: unknown) {
  if (typeof level !== 'number' || !Number.isFinite(level)) return 'not_a_number';
  return sleepLevels[level] ?? 'code_unknown';
}
