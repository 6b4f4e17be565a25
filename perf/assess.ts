import os from 'node:os';
import { parseArgs } from 'node:util';
import { assessNights, type RulesetId, rulesetIds } from '../domain/autonomic/assess.ts';
import { dateOf } from '../domain/autonomic/calendar.ts';
import type { NightInput } from '../domain/autonomic/night.ts';

/**
 * A person-year of nights assessed in one pass, with windows that move from night to night; beside it (the peer) each
 * night computed anew from all nights before it, as it would be on its day. Processor time of this process.
 *
 *   node perf/assess.ts [--people 10000] [--peers 3] [--json]
 *
 * The aims: a pass below 20 ms, and the peer at least 20 times as long. The peer is taken from a few people: of all
 * 10,000 it would take hours.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '10000' },
    peers: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false },
  },
});
const people = Number(values.people);
const peers = Number(values.peers);
const NIGHTS = 365;
const FIRST_DAY = 20_000;

/** Mulberry32: the same people in every run. */
const randomOf = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** A year with one night in ten missing, scores and loads on every day. */
const personYear = (seed: number): NightInput[] => {
  const random = randomOf(seed);
  const around = (centre: number, spread: number): number => centre + spread * (random() + random() - 1);
  return Array.from({ length: NIGHTS }, (_, day): NightInput => {
    const isMissing = random() < 0.1;
    const date = dateOf(FIRST_DAY + day);
    const measured = (value: number): number | null => (isMissing ? null : value);
    const score = (): number => Math.round(Math.min(5, Math.max(1, around(3.5, 2))));
    return {
      date,
      rmssdMs: measured(Math.exp(around(3.8, 0.4))),
      nightHeartRatePerMin: measured(around(54, 6)),
      restingHeartRatePerMin: null,
      respiratoryRatePerMin: measured(around(14.5, 1.5)),
      skinTemperatureCel: measured(around(34.2, 0.7)),
      skinTemperatureDeviationCel: null,
      sleepMinutes: measured(around(430, 90)),
      extras: {
        subjective: {
          fatigue: score(),
          soreness: score(),
          stress: score(),
          mood: score(),
          sleepQuality: score(),
        },
        dayLoad: Math.max(0, around(300, 300)),
        ...(day === 0 ? { sleepNeedMin: 450 } : {}),
        ...(random() < 0.05 ? { contexts: ['alcohol'] } : {}),
      },
      recordedAt: `${date}T08:00:00.000Z`,
    };
  });
};

const processorMs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

const nightByNight = (nights: readonly NightInput[], ruleset: RulesetId): void => {
  for (let known = 1; known <= nights.length; known++) assessNights(nights.slice(0, known), ruleset);
};

const results = rulesetIds.map((ruleset) => {
  for (let seed = 0; seed < 20; seed++) assessNights(personYear(seed), ruleset);
  const one = Array.from({ length: 51 }, (_, seed) => {
    const nights = personYear(1_000 + seed);
    return processorMs(() => void assessNights(nights, ruleset));
  }).sort((a, b) => a - b);
  let passMs = 0;
  for (let seed = 0; seed < people; seed++) {
    const nights = personYear(seed);
    passMs += processorMs(() => void assessNights(nights, ruleset));
  }
  let peerMs = 0;
  for (let seed = 0; seed < peers; seed++) {
    const nights = personYear(seed);
    peerMs += processorMs(() => nightByNight(nights, ruleset));
  }
  return {
    ruleset,
    medianPassMs: one[25]!,
    slowestPassMs: one[50]!,
    people,
    passSeconds: passMs / 1_000,
    passMsEach: passMs / people,
    peerMsEach: peerMs / peers,
    ratio: peerMs / peers / (passMs / people),
  };
});

if (values.json) {
  const hardware = {
    cpu: os.cpus()[0]?.model,
    cpus: os.cpus().length,
    node: process.version,
    load: os.loadavg()[0],
  };
  console.log(JSON.stringify({ hardware, results }, null, 2));
} else
  for (const each of results) {
    console.log(`${each.ruleset}`);
    console.log(
      `  one person-year in one pass: median ${each.medianPassMs.toFixed(1)} ms, slowest of 51 ${each.slowestPassMs.toFixed(1)} ms (aim: below 20)`,
    );
    console.log(
      `  ${each.people} person-years: ${each.passSeconds.toFixed(1)} s, ${each.passMsEach.toFixed(2)} ms each; night by night ${each.peerMsEach.toFixed(0)} ms each: ${each.ratio.toFixed(0)} times (aim: at least 20)`,
    );
  }
