export interface Lanes {
  /** Runs `work` after everything given before under the same key; other keys run beside it. */
  run(key: string, work: () => Promise<void>): void;
  /** Waits for everything; rejects with the first failure. */
  settled(): Promise<void>;
}

/** Ordered per key, at most `width` at once: what belongs together stays in order without one slow lane blocking all. */
export const createLanes = (width: number): Lanes => {
  const tails = new Map<string, Promise<void>>();
  const all: Promise<void>[] = [];
  const waiting: (() => void)[] = [];
  let free = width;

  const slot = async (work: () => Promise<void>): Promise<void> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    try {
      await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };

  return {
    run: (key, work) => {
      const before = tails.get(key) ?? Promise.resolve();
      const tail = before.then(() => slot(work));
      tails.set(key, tail);
      all.push(tail);
      tail.catch(() => {});
    },
    settled: async () => {
      await Promise.all(all);
    },
  };
};
