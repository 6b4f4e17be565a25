import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRation } from './ration.ts';

describe('ration', () => {
  let usedMs = 0;
  const begun: number[] = [];
  const open = () => createRation({ share: 0.1, usedMs: () => usedMs });
  /** Asks for a turn; the page then costs so much processor time. */
  const page = (ration: ReturnType<typeof open>, name: number, costMs: number): Promise<void> =>
    ration.turn().then(() => {
      begun.push(name);
      usedMs += costMs;
    });
  /** The gateway says it is busy every 50 ms for so long. */
  const busyFor = async (ration: ReturnType<typeof open>, ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 50) {
      ration.gatewayIsBusy();
      await vi.advanceTimersByTimeAsync(50);
    }
  };

  beforeEach(() => {
    vi.useFakeTimers();
    usedMs = 5_000;
    begun.length = 0;
  });
  afterEach(() => void vi.useRealTimers());

  it('lets everything begin at once while the gateway is not busy', async () => {
    const ration = open();
    await Promise.all([page(ration, 1, 100), page(ration, 2, 100)]);
    expect(begun).toEqual([1, 2]);
  });

  it('keeps to its share while the gateway is busy, the longest waiting first', async () => {
    const ration = open();
    ration.gatewayIsBusy();
    for (const name of [1, 2, 3, 4]) void page(ration, name, 50);
    await busyFor(ration, 950);
    // 50 ms of work are a tenth of 500 ms: one page at once, one after 500 ms, one after 1 s.
    expect(begun).toEqual([1, 2]);
    await busyFor(ration, 1_000);
    expect(begun).toEqual([1, 2, 3, 4]);
  });

  it('never stops: a page that costs far more than its share only delays the next', async () => {
    const ration = open();
    ration.gatewayIsBusy();
    void page(ration, 1, 1_000);
    void page(ration, 2, 0);
    await busyFor(ration, 9_900);
    expect(begun).toEqual([1]);
    await busyFor(ration, 200);
    expect(begun).toEqual([1, 2]);
  });

  it('lets all go soon after the gateway was last busy', async () => {
    const ration = open();
    ration.gatewayIsBusy();
    for (const name of [1, 2, 3]) void page(ration, name, 10_000);
    await vi.advanceTimersByTimeAsync(200);
    expect(begun).toEqual([1]);
    await vi.advanceTimersByTimeAsync(100);
    expect(begun).toEqual([1, 2, 3]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
