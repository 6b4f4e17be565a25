import { objectsOf, own } from '../json.ts';

/** The time from one beat to the next. */
export interface BeatInterval {
  /** From the first beat. */
  readonly fromMs: number;
  readonly lengthMs: number;
}

const HALF_DAY_MS = 12 * 3_600_000;
/** A sample of beats is about a minute; a jump like this is no pause of the heart but another clock. */
const LONGEST_MS = 60_000;

/**
 * The intervals between beats `[{bpm, time}]`. `time` is the clock of the phone in the words of its language
 * (`9:00:01.00`, `6:14:48.94 PM`, `2:01:02,51 AM`, U+202F before them or not), and not always that of the sample's zone:
 * only differences count, on a dial of twelve hours, so that neither midnight nor the words for noon matter. A beat
 * that cannot be read ends the chain: nothing is measured across it.
 */
export function beatIntervals(beats: unknown): BeatInterval[] {
  const intervals: BeatInterval[] = [];
  let before: number | null = null;
  let fromMs = 0;
  for (const beat of objectsOf(beats)) {
    const onDial = dialMs(own(beat, 'time'));
    if (before !== null && onDial !== null) {
      const lengthMs = (onDial - before + HALF_DAY_MS) % HALF_DAY_MS;
      if (lengthMs > 0 && lengthMs <= LONGEST_MS) intervals.push({ fromMs, lengthMs });
      fromMs += lengthMs <= LONGEST_MS ? lengthMs : 0;
    }
    before = onDial;
  }
  return intervals;
}

const clock = /(\d{1,2})[:.](\d{2})[:.](\d{2})(?:[.,](\d{1,3}))?/;

function dialMs(time: unknown): number | null {
  if (typeof time !== 'string' || time.length > 48) return null;
  const parts = clock.exec(time);
  if (parts === null) return null;
  const [, hour, minute, second, fraction = ''] = parts;
  const seconds = (Number(hour) % 12) * 3_600 + Number(minute) * 60 + Number(second);
  return seconds * 1_000 + Number(fraction.padEnd(3, '0'));
}
