import { BEGINNING, type Position } from '../event-log.ts';

export interface Waypoints {
  /** A position that the server gave. */
  pass(position: Position): void;
  /** The last one passed at or before a position; `BEGINNING` where there is none. */
  before(position: Position): Position;
}

const MAX_KEPT = 8_192;

/**
 * Positions there are byte offsets: only a record's own can be read from, while the port allows any number. Some that
 * were seen are kept, evenly thinned, to start from where a number in between is asked for.
 */
export const createWaypoints = (every = 512): Waypoints => {
  let kept: Position[] = [];
  let spacing = every;
  let passed = 0;

  /** How many of the kept ones are at or before a position. */
  const countUpTo = (position: Position): number => {
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (kept[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    pass: (position) => {
      if (passed++ % spacing !== 0) return;
      const at = countUpTo(position);
      if (kept[at - 1] === position) return;
      kept.splice(at, 0, position);
      if (kept.length < MAX_KEPT) return;
      kept = kept.filter((_, index) => index % 2 === 0);
      spacing *= 2;
    },
    before: (position) => kept[countUpTo(position) - 1] ?? BEGINNING,
  };
};
