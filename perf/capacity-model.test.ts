import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ASSUMED, capacity, type Inputs, partitionsFor, peakFactor } from './capacity-model.ts';

/** One provider, one webhook of 1,000 bytes a minute, no bursts, no outage: every figure can be worked out by hand. */
const plain: Inputs = {
  ...ASSUMED,
  providers: [{ name: 'p', share: 1, webhooksPerDay: 1_440, bytesPerWebhook: 900, readingsPerDay: 8_640 }],
  burst: { share: 2 / 24, hours: 2, shape: 1, zones: 1 },
  outage: { minutes: 0, resentWithinMinutes: 60 },
  ceilings: {
    gatewayWebhooks: 1_000,
    workerDeliveries: 100,
    logAppends: 40_000,
    logBytes: 10_000_000,
    projectionDeliveries: 1_000_000,
    projectionReadings: 1_000_000,
  },
  utilisation: 0.5,
  eventsPerWebhook: 2,
  overheadBytesPerWebhook: 800,
  logBytesPerReading: 100,
  rowBytesPerReading: 50,
};

describe('the peak', () => {
  it('is the mean when nothing is uneven', () => {
    expect(peakFactor({ share: 2 / 24, hours: 2, shape: 1, zones: 1 })).toBeCloseTo(1, 12);
  });
  it('is worked out: 35 % of a day in 2 hours is 4.2 times the mean', () => {
    expect(peakFactor({ share: 0.35, hours: 2, shape: 1, zones: 1 })).toBeCloseTo(4.2, 12);
    expect(peakFactor({ share: 0.35, hours: 2, shape: 1.5, zones: 1 })).toBeCloseTo(6.3, 12);
    expect(peakFactor({ share: 0.35, hours: 2, shape: 1.5, zones: 0.5 })).toBeCloseTo(3.65, 12);
  });
});

describe('what people need', () => {
  it('by hand: 60,000 people, 1,000 webhooks a second', () => {
    const plan = capacity(60_000, plain);
    expect(plan).toMatchObject({ webhooksPerDay: 86_400_000, limitedBy: 'log bytes' });
    expect(plan.peakPerSecond).toBeCloseTo(1_000, 6);
    expect(plan.afterOutagePerSecond).toBeCloseTo(1_000, 6);
    expect(plan.peakReadingsPerSecond).toBeCloseTo(6_000, 6);
    // A second: 1,000 × (900 × 4/3 + 800) + 6,000 × 100 bytes.
    expect(plan.logBytesPerSecond).toBeCloseTo(2_600_000, 3);
    expect(plan.logGigabytesPerDay).toBeCloseTo(224.64, 6);
    expect(plan.readingsGigabytesPerDay).toBeCloseTo(25.92, 6);
    // 1,000 / (1,000 × 0.5), 1,000 / (100 × 0.5), both on 1 shard: 2.6 of 5 MB/s.
    expect([plan.shards, plan.gateways, plan.workers, plan.partitions]).toEqual([1, 2, 20, 32]);
  });

  it('by hand: ten times the people need 6 shards for the bytes', () => {
    const plan = capacity(600_000, plain);
    // 26 MB/s at 5 MB/s each; 10,000 / 6 / 500 = 3.3 gateways and 33.3 workers a shard.
    expect([plan.shards, plan.gateways, plan.workers, plan.partitions]).toEqual([6, 24, 204, 64]);
  });

  it('names the append order when it is what limits', () => {
    const plan = capacity(300_000, {
      ...plain,
      ceilings: { ...plain.ceilings, logAppends: 4_000, logBytes: 1e12 },
    });
    // 5,000 webhooks of 2 events a second, 2,000 appends a shard.
    expect(plan).toMatchObject({ limitedBy: 'appends', shards: 5 });
  });

  it('an outage comes back on top: 15 minutes within an hour is a quarter more', () => {
    const plan = capacity(60_000, { ...plain, outage: { minutes: 15, resentWithinMinutes: 60 } });
    expect(plan.afterOutagePerSecond).toBeCloseTo(1_250, 6);
    expect(plan.gateways).toBe(3);
    expect(plan.workers).toBe(20);
  });

  it('is never less for more people, and never uses more than it may', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000_000 }),
        fc.integer({ min: 0, max: 5_000_000 }),
        (people, more) => {
          const small = capacity(people);
          const large = capacity(people + more);
          expect(large.shards).toBeGreaterThanOrEqual(small.shards);
          expect(large.peakPerSecond).toBeGreaterThanOrEqual(small.peakPerSecond);
          const { ceilings, utilisation, eventsPerWebhook } = ASSUMED;
          const limit = (perSecond: number, count: number) => perSecond / count;
          const within = (used: number, ceiling: number) =>
            expect(used).toBeLessThanOrEqual(ceiling * utilisation * (1 + 1e-9));
          within(limit(large.afterOutagePerSecond, large.gateways), ceilings.gatewayWebhooks);
          within(limit(large.peakPerSecond, large.workers), ceilings.workerDeliveries);
          within(limit(large.afterOutagePerSecond * eventsPerWebhook, large.shards), ceilings.logAppends);
          within(limit(large.peakReadingsPerSecond, large.shards), ceilings.projectionReadings);
          expect(large.gateways / large.shards).toBeGreaterThanOrEqual(2);
          expect(large.workers / large.shards).toBeLessThanOrEqual(Math.max(4, large.partitions));
        },
      ),
    );
  });

  it('partitions are powers of two from 4 to 256', () => {
    expect([1, 4, 5, 8, 33, 200, 1_000].map(partitionsFor)).toEqual([4, 4, 8, 8, 64, 256, 256]);
  });
});
