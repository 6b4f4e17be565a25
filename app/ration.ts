/** How long a word that the gateway is busy holds. */
const HOLDS_MS = 250;
const TICK_MS = 20;

export interface RationOptions {
  /** Of one processor's time, while the gateway is busy. */
  readonly share: number;
  /** Milliseconds of a clock, and of processor time that this process has used. */
  readonly nowMs?: () => number;
  readonly usedMs?: () => number;
}

export interface Ration {
  /** The gateway has webhooks waiting. */
  gatewayIsBusy(): void;
  /** Resolves when a page of work may begin: at once, unless the gateway is busy. */
  turn(): Promise<void>;
}

const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/**
 * Lets a worker give way to the gateway beside it. While that is busy, pages begin one after the other, the longest
 * waiting first, and only as long as this process has used no more than its share: it slows down and never stops.
 */
export const createRation = ({
  share,
  nowMs = () => performance.now(),
  usedMs = processorMs,
}: RationOptions): Ration => {
  const waiting: (() => void)[] = [];
  let busyUntil = Number.NEGATIVE_INFINITY;
  let since = { now: 0, used: 0 };
  let timer: NodeJS.Timeout | undefined;

  const isBusy = (): boolean => nowMs() < busyUntil;
  const hasLeft = (): boolean => usedMs() - since.used <= share * (nowMs() - since.now);
  const release = (): void => {
    if (!isBusy()) for (const go of waiting.splice(0)) go();
    else if (hasLeft()) waiting.shift()?.();
    if (waiting.length > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    gatewayIsBusy: () => {
      if (!isBusy()) since = { now: nowMs(), used: usedMs() };
      busyUntil = nowMs() + HOLDS_MS;
    },
    turn: () =>
      isBusy()
        ? new Promise((resolve) => {
            waiting.push(resolve);
            timer ??= setInterval(release, TICK_MS);
          })
        : Promise.resolve(),
  };
};
