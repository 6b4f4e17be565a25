import type { SleepStage } from '../../domain/metrics/vocabulary.ts';
import { type Draft, isInterval } from '../draft.ts';
import { own } from '../json.ts';

/** Digits of a phase text. */
const stages: Readonly<Record<string, SleepStage>> = { 1: 'deep', 2: 'light', 3: 'rem', 4: 'awake' };

/** Finest first; a night has one hypnogram, however many texts tell it. */
const phaseTexts = [
  ['sleep_phase_30_sec', 30_000],
  ['sleep_phase_5_min', 300_000],
] as const;

/**
 * Turns a text of phases, a digit for each 30 s or 5 min from the beginning of the sleep, into stages: equal neighbours
 * are one. The last digit may reach beyond the end of the sleep, the stage does not.
 */
export function addSleepPhases(draft: Draft, sleep: unknown): void {
  const { interval } = draft;
  if (!isInterval(interval)) return;
  const found = phaseTexts
    .map(([name, stepMs]) => ({ text: own(sleep, name), stepMs }))
    .find(({ text }) => typeof text === 'string' && text !== '');
  if (found === undefined) return;
  const text = found.text as string;
  const startMs = Date.parse(interval.start);
  const endMs = Date.parse(interval.end);
  for (let from = 0, index = 0; from < text.length; index++) {
    const digit = text[from]!;
    let to = from + 1;
    while (text[to] === digit) to++;
    const runStartMs = startMs + from * found.stepMs;
    if (runStartMs >= endMs) return;
    const moment = {
      start: new Date(runStartMs).toISOString(),
      end: new Date(Math.min(startMs + to * found.stepMs, endMs)).toISOString(),
      zoneOffsetMin: interval.zoneOffsetMin,
      period: 'interval',
    } as const;
    draft.stage(Object.hasOwn(stages, digit) ? stages[digit]! : 'code_unknown', digit, moment, index);
    from = to;
  }
}
