export interface Slots {
  /** Waits its turn. False: the slots were closed meanwhile, and nothing was taken. */
  take(count: number): Promise<boolean>;
  give(count: number): void;
  close(): void;
}

/** A counted resource, handed out in order. Nobody may take more than `total`. */
export const createSlots = (total: number): Slots => {
  const waiting: { count: number; answer: (taken: boolean) => void }[] = [];
  let free = total;
  let closed = false;

  const serve = (): void => {
    while (waiting[0] !== undefined && (closed || waiting[0].count <= free)) {
      const { count, answer } = waiting.shift()!;
      if (!closed) free -= count;
      answer(!closed);
    }
  };

  return {
    take: (count) =>
      new Promise((answer) => {
        waiting.push({ count, answer });
        serve();
      }),
    give: (count) => {
      free += count;
      serve();
    },
    close: () => {
      closed = true;
      serve();
    },
  };
};
