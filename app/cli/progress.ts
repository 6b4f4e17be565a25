import { SingleBar } from 'cli-progress';
import type { Say } from '../serve.ts';

export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

const LINE_MS = 10_000;

/** A bar with rate and ETA on a terminal; elsewhere one line per 10 s. */
export const createProgress = (what: string, unit: string, say: Say): Progress => {
  if (process.stderr.isTTY) {
    const bar = new SingleBar({
      format: `${what} {bar} {percentage}% {value}/{total} ${unit} {rate}/s ETA {eta_formatted}`,
      stream: process.stderr,
      etaBuffer: 200,
    });
    const started = performance.now();
    let shown = false;
    return {
      update: (done, total) => {
        const rate = Math.round((done * 1_000) / Math.max(1, performance.now() - started));
        if (!shown) bar.start(total, done, { rate });
        shown = true;
        bar.setTotal(total);
        bar.update(done, { rate });
      },
      stop: () => bar.stop(),
    };
  }
  const started = performance.now();
  let last = started;
  return {
    update: (done, total) => {
      const now = performance.now();
      if (now - last < LINE_MS) return;
      last = now;
      const perSecond = (done * 1_000) / (now - started);
      const eta = perSecond > 0 ? Math.round((total - done) / perSecond) : '?';
      say(`${what}: ${done} of ${total} ${unit}, ${Math.round(perSecond)}/s, ${eta} s left`);
    },
    stop: () => {},
  };
};
