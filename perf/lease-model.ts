import { LEASE_S, RENEW_S } from '../eventstore/subscriptions/checkpoints.ts';

/** What the runner promises: partitions of a worker that died are held by others within this time. */
export const PROMISE_S = 10;

export interface LeaseInputs {
  readonly workers: number;
  readonly partitions: number;
  readonly leaseS?: number;
  readonly renewS?: number;
  /** A page that commits renews too: then every lease is fresh when its holder dies. */
  readonly busy?: boolean;
  readonly trials?: number;
  readonly seed?: number;
}

export interface LeaseFigures {
  /** Seconds from the death until the last of its partitions has another holder. */
  readonly meanS: number;
  readonly worstS: number;
  /** Partitions that the dead one held, on average. */
  readonly held: number;
  /** Most partitions of one worker less the fewest of another, before the death and after it was dealt with. */
  readonly unevenBefore: number;
  readonly unevenAfter: number;
}

const STEP_S = 0.02;

const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** The partitions of one processor as the runner and `claimPartition` treat them, in steps of 20 ms. */
const createWorld = (
  count: number,
  partitions: number,
  leaseS: number,
  renewS: number,
  random: () => number,
) => {
  const owner = new Int32Array(partitions).fill(-1);
  const until = new Float64Array(partitions);
  const alive = Array.from({ length: count }, () => true);
  const nextTry = Array.from({ length: count }, () =>
    Float64Array.from({ length: partitions }, () => random() * renewS),
  );
  const holder = (partition: number, now: number): number =>
    until[partition]! > now ? owner[partition]! : -1;
  const shares = (now: number): number[] => {
    const held = alive.map(() => 0);
    for (let p = 0; p < partitions; p++) if (holder(p, now) >= 0) held[holder(p, now)]!++;
    return held;
  };
  return {
    alive,
    shares,
    holder,
    /** A page commits everywhere: every living holder's lease is fresh. */
    refresh: (now: number): void => {
      for (let p = 0; p < partitions; p++) if (holder(p, now) >= 0) until[p] = now + leaseS;
    },
    step: (now: number): void => {
      const held = shares(now);
      for (let w = 0; w < count; w++) {
        if (!alive[w]) continue;
        const tries = nextTry[w]!;
        for (let p = 0; p < partitions; p++) {
          if (tries[p]! > now) continue;
          tries[p] = now + renewS;
          const other = holder(p, now);
          if (other >= 0 && other !== w && held[other]! <= held[w]! + 1) continue;
          if (other !== w) {
            if (other >= 0) held[other]!--;
            held[w]!++;
          }
          owner[p] = w;
          until[p] = now + leaseS;
        }
      }
    },
  };
};

const unevenness = (shares: readonly number[]): number => Math.max(...shares) - Math.min(...shares);

/** Lets workers share the partitions, kills one at a random moment, and looks how long its partitions stand still. */
export const simulateLeases = (inputs: LeaseInputs): LeaseFigures => {
  const { workers, partitions, busy = true, trials = 20, seed = 1 } = inputs;
  const { leaseS = LEASE_S, renewS = RENEW_S } = inputs;
  const random = randomFrom(seed);
  const all = Array.from({ length: trials }, () => {
    const world = createWorld(workers, partitions, leaseS, renewS, random);
    let now = 0;
    const run = (seconds: number): void => {
      for (const end = now + seconds; now < end; now += STEP_S) world.step(now);
    };
    run(3 * leaseS + random() * renewS);
    const unevenBefore = unevenness(world.shares(now));
    if (busy) world.refresh(now);
    const dies = Math.floor(random() * workers);
    const held = world.shares(now)[dies]!;
    world.alive[dies] = false;
    const diedAt = now;
    const moved = (): boolean => {
      for (let p = 0; p < partitions; p++)
        if (world.holder(p, now) < 0 || world.holder(p, now) === dies) return false;
      return true;
    };
    while (workers > 1 && !moved() && now - diedAt < 10 * leaseS) run(STEP_S);
    const tookS = workers > 1 ? now - diedAt : Number.POSITIVE_INFINITY;
    run(3 * leaseS);
    const left = world.shares(now).filter((_, w) => world.alive[w]);
    return { tookS, held, unevenBefore, unevenAfter: left.length === 0 ? 0 : unevenness(left) };
  });
  const mean = (of: (trial: (typeof all)[number]) => number): number =>
    all.reduce((s, t) => s + of(t), 0) / trials;
  return {
    meanS: mean((t) => t.tookS),
    worstS: Math.max(...all.map((t) => t.tookS)),
    held: mean((t) => t.held),
    unevenBefore: Math.max(...all.map((t) => t.unevenBefore)),
    unevenAfter: Math.max(...all.map((t) => t.unevenAfter)),
  };
};
