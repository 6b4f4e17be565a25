import { type BeatClass, classifyBeats } from './lipponen-classes.ts';
import type { Run } from './runs.ts';

/** A corrected run with the number of beats that were moved or put in, and of beats that were taken out. */
export interface CorrectedRun {
  readonly run: Run;
  readonly corrected: number;
  readonly removed: number;
}

/**
 * Correction of one run after Lipponen & Tarvainen 2019 (J Med Eng Technol 43:173, verified through the NeuroKit
 * implementation): an extra beat is taken out, a missed one put in the middle, an ectopic beat and one after a long or
 * short interval moved to the middle of its neighbours; again and again while that leaves fewer artefacts. What is wrong
 * with the very first interval has no beat on either side to be mended by: it is left out (our addition).
 */
export const correctRun = (run: Run): CorrectedRun => {
  let beats = beatsOf(run);
  let removed = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (;;) {
    const classes = classifyBeats(beats.map((beat) => beat.timeMs));
    const artefacts = classes.filter((found) => found !== 'normal').length;
    if (artefacts === 0 || artefacts >= fewest) break;
    fewest = artefacts;
    const kept = withoutWrongBeats(beats, classes);
    removed += beats.length - kept.length;
    const complete = withMissedBeats(kept);
    beats = withMovedBeats(withMovedBeats(complete, 'ectopic'), 'long_or_short');
  }
  if (fewest === Number.POSITIVE_INFINITY) return { run, corrected: 0, removed: 0 };
  return {
    run: {
      startMs: beats[0]!.timeMs,
      intervalsMs: beats.slice(1).map((beat, index) => beat.timeMs - beats[index]!.timeMs),
    },
    corrected: beats.filter((beat) => beat.changed).length,
    removed,
  };
};

interface Beat {
  readonly timeMs: number;
  readonly changed: boolean;
  readonly found: BeatClass;
}

const beatsOf = ({ startMs, intervalsMs }: Run): Beat[] => {
  let timeMs = startMs;
  const beatNow = (): Beat => ({ timeMs, changed: false, found: 'normal' });
  const first = beatNow();
  const others = intervalsMs.map((rr) => {
    timeMs += rr;
    return beatNow();
  });
  return [first, ...others];
};

/** The beats with their classes, without extra ones and without the one before a wrong first interval. */
const withoutWrongBeats = (beats: readonly Beat[], classes: readonly BeatClass[]): Beat[] => {
  const firstIsWrong = classes[1] === 'ectopic' || classes[1] === 'long_or_short';
  return beats
    .map((beat, index) => ({ ...beat, found: classes[index]! }))
    .filter(({ found }, index) => found !== 'extra' && !(index === 0 && firstIsWrong));
};

const withMissedBeats = (beats: readonly Beat[]): Beat[] =>
  beats.flatMap((beat, index) =>
    beat.found === 'missed' && index > 0
      ? [{ timeMs: middle(beats[index - 1]!, beat), changed: true, found: 'normal' }, beat]
      : [beat],
  );

const withMovedBeats = (beats: readonly Beat[], wrong: BeatClass): Beat[] =>
  beats.map((beat, index) => {
    const before = beats[index - 1];
    const after = beats[index + 1];
    if (beat.found !== wrong || before === undefined || after === undefined) return beat;
    return { ...beat, timeMs: middle(before, after), changed: true };
  });

const middle = (one: Beat, other: Beat): number => (one.timeMs + other.timeMs) / 2;
