import { rmssdOfBeats } from '../../domain/hrv/beats.ts';
import { type Instant, parseInstant } from '../../domain/time/instant.ts';
import type { Draft } from '../draft.ts';
import { type JsonObject, objectsOf, own } from '../json.ts';

interface Beat {
  readonly at: Instant;
  readonly rrMs: number;
}

/** The length that HRV is measured over: Task Force 1996. Less than a minute of beats says too little. */
const WINDOW_MS = 5 * 60_000;
const LEAST_MS = 60_000;
/** Between beats that were recorded without a break. */
const LONGEST_GAP_MS = 5_000;

/**
 * RMSSD and SDNN of `rr_interval_samples`, artefacts corrected, over five minutes at a time, and the share of artefacts,
 * which is all there is of a window that has too many. They are apart from what the device computed itself: their keys end with `rr`.
 */
export function addHrvOfBeats(draft: Draft, samples: unknown, nowMs: number): void {
  const beats = objectsOf(samples)
    .map((sample) => beatOf(sample, nowMs))
    .filter((beat) => beat !== null)
    .sort((a, b) => a.at.epochMs - b.at.epochMs);
  for (const [index, window] of windowsOf(beats).entries()) {
    const lengths = window.map(({ rrMs }) => rrMs);
    if (lengths.reduce((sum, rrMs) => sum + rrMs, 0) < LEAST_MS) continue;
    const { rmssdMs, sdnnMs, artefactShare } = rmssdOfBeats(lengths);
    const [first, last] = [window[0]!.at, window.at(-1)!.at];
    const moment = {
      start: first.utc,
      end: last.utc,
      zoneOffsetMin: first.zoneOffsetMin,
      period: 'interval',
    } as const;
    const slot = { statistic: 'sample', context: 'none', unit: 'ms', tag: 'rr' } as const;
    draft.sample({ ...slot, metric: 'heart_rate_variability.rmssd' }, rmssdMs, moment, index);
    draft.sample({ ...slot, metric: 'heart_rate_variability.sdnn' }, sdnnMs, moment, index);
    const percent = artefactShare === null ? null : 100 * artefactShare;
    const artefacts = { ...slot, metric: 'heart_rate_variability.artefact_share', unit: '%' } as const;
    draft.sample(artefacts, percent, moment, index);
  }
}

function beatOf(sample: JsonObject, nowMs: number): Beat | null {
  const rrMs = own(sample, 'rr_interval_ms');
  const at = parseInstant(own(sample, 'timestamp'), nowMs);
  return typeof rrMs === 'number' && Number.isFinite(rrMs) && typeof at !== 'string' ? { at, rrMs } : null;
}

function windowsOf(beats: readonly Beat[]): Beat[][] {
  const windows: Beat[][] = [];
  for (const beat of beats) {
    const window = windows.at(-1);
    const isNext =
      window !== undefined &&
      beat.at.epochMs - window.at(-1)!.at.epochMs <= LONGEST_GAP_MS &&
      beat.at.epochMs - window[0]!.at.epochMs < WINDOW_MS;
    if (isNext) window.push(beat);
    else windows.push([beat]);
  }
  return windows;
}
