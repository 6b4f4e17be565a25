import { capacity } from './capacity-model.ts';
import { PROMISE_S, simulateLeases } from './lease-model.ts';

/**
 * Prints what 10 thousand to 10 million people need, and how long partitions stand still when a worker dies.
 *
 *   node perf/capacity.ts
 */
const whole = (value: number): string => Math.round(value).toLocaleString('en');

console.log('People, and what they need at the busiest minute of the morning');
console.table(
  [10_000, 100_000, 1_000_000, 10_000_000].map((people) => {
    const plan = capacity(people);
    return {
      people: whole(people),
      'webhooks/s': whole(plan.peakPerSecond),
      'after outage/s': whole(plan.afterOutagePerSecond),
      'readings/s': whole(plan.peakReadingsPerSecond),
      'log MB/s': whole(plan.logBytesPerSecond / 1e6),
      gateways: plan.gateways,
      workers: plan.workers,
      shards: plan.shards,
      'nearest ceiling': plan.limitedBy,
      'partitions a shard': plan.partitions,
      'log GB/day': whole(plan.logGigabytesPerDay),
      'readings GB/day': whole(plan.readingsGigabytesPerDay),
    };
  }),
);

console.log(`A worker dies at full load; its partitions are to move within ${PROMISE_S} s`);
console.table(
  [
    [2, 1],
    [2, 4],
    [4, 4],
    [4, 16],
    [8, 64],
    [16, 256],
  ].map(([workers, partitions]) => {
    const { meanS, worstS, held, unevenAfter } = simulateLeases({
      workers: workers!,
      partitions: partitions!,
    });
    return {
      workers,
      partitions,
      'held by the dead': held.toFixed(1),
      'mean s': meanS.toFixed(1),
      'worst s': worstS.toFixed(1),
      kept: worstS <= PROMISE_S,
      'uneven after': unevenAfter,
    };
  }),
);
