import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nightAt } from './autonomic/night-fixtures.ts';
import { sessionAdvice } from './autonomic/session-advice.ts';
import * as basics from './autonomic/statistics.ts';
import type { Session } from './check-in.ts';
import * as beats from './hrv/beats.ts';
import * as correction from './hrv/correction.ts';
import * as nightly from './hrv/nightly.ts';
import * as windowed from './hrv/nightly-windows.ts';
import * as runs from './hrv/runs.ts';
import * as frequency from './hrv/spectrum/frequency-domain.ts';
import * as time from './hrv/time-domain.ts';
import * as contexts from './hypotheses/context-effect.ts';
import * as discovery from './hypotheses/false-discovery.ts';
import * as judge from './hypotheses/judge.ts';
import * as wondering from './hypotheses/wonder.ts';
import * as blocks from './interventions/blocks.ts';
import * as difference from './interventions/difference.ts';
import * as measured from './interventions/measured.ts';
import * as outcome from './interventions/outcome.ts';
import * as recovery from './interventions/recovery-time.ts';
import * as regression from './interventions/regression-to-mean.ts';
import * as select from './interventions/select.ts';
import * as verdict from './interventions/verdict.ts';
import * as fitness from './load/fitness-fatigue.ts';
import * as hard from './load/hard-days.ts';
import * as point from './load/load-point.ts';
import * as averages from './load/moving-average.ts';
import * as percentiles from './load/own-percentile.ts';
import * as person from './load/person-loads.ts';
import * as session from './load/session-load.ts';
import * as week from './load/week-load.ts';
import type { NightDecision } from './nights.ts';
import * as continuity from './sleep/continuity.ts';
import * as debt from './sleep/debt.ts';
import * as midpoint from './sleep/midpoint.ts';
import * as need from './sleep/need.ts';
import * as regularity from './sleep/regularity.ts';
import * as habits from './sleep/sleep-habits.ts';
import * as recorded from './sleep/sleep-night.ts';
import * as summary from './sleep/sleep-summary.ts';
import * as finite from './statistics/finite.ts';
import * as student from './statistics/student-t.ts';
import { maybe, notFinite, odd, oddOnes, unknownOnes } from './testing/odd-numbers.ts';

// One policy (`statistics/finite.ts`): what is not finite counts as not known, and no result is NaN or infinite.

/** Arguments, and what is done with them. */
const call =
  <T extends unknown[]>(
    arguments_: { [K in keyof T]: fc.Arbitrary<T[K]> },
    work: (...values: T) => unknown,
  ) =>
  (): void => {
    const tuple = fc.tuple(...arguments_) as unknown as fc.Arbitrary<T>;
    fc.assert(
      fc.property(tuple, (values) => {
        expect(notFinite(work(...values))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  };

const correctedBeats = fc
  .tuple(oddOnes, fc.constantFrom(...correction.CORRECTIONS))
  .map(([rrMs, choice]) => correction.correctBeats(rrMs, { correction: choice }));
const parameters = fc.record({ fitnessDays: odd, fatigueDays: odd, fitnessGain: odd, fatigueGain: odd });
const taggedNights = fc.array(
  fc.record({ day: fc.oneof(fc.nat(200), odd), value: odd, contexts: fc.subarray(['alcohol', 'travel']) }),
  { maxLength: 60 },
);
const contextNights = fc
  .array(fc.record({ deviation: maybe, contexts: fc.subarray(['alcohol']) }), { maxLength: 80 })
  .map((nights) => nights.map((night, day) => ({ ...night, date: nightAt(day).date, eventId: `n${day}` })));
const effects = fc
  .array(taggedNights, { maxLength: 4 })
  .map((all) => all.flatMap((nights) => contexts.contextEffect(nights, 'alcohol', 0.3) ?? []));
const outcomeInput = fc.record(
  {
    before: oddOnes,
    after: fc.array(fc.record({ value: odd, daysSinceTrigger: odd }), { maxLength: 20 }),
    autocorrelation: fc.oneof(fc.constant(0.35), odd),
    better: fc.constantFrom('up' as const, 'down' as const),
    adherence: fc.oneof(fc.constant(1), odd),
    trigger: fc.record({ value: odd, usualMean: odd }),
    smallestWorthwhileChange: odd,
  },
  { requiredKeys: ['before', 'after', 'autocorrelation', 'better', 'adherence'] },
);
const differences = fc
  .tuple(oddOnes, oddOnes, odd)
  .map(([before, after, shift]) => difference.difference(before, after, 0.35, shift));
const nightEvidence = fc.record({ value: odd, mean: maybe, deviation: maybe }).map(
  ({ value, mean, deviation }) =>
    ({
      date: '2024-01-01',
      features: { lag_mean_hampel: mean, lag_sd_hampel: deviation },
      evidence: {
        evidence: [
          { channel: 'lnrmssd', value, source: null, baseline: { median: mean, mad_scaled: deviation } },
        ],
        contradicting: [],
      },
    }) as unknown as NightDecision,
);
const loadDays = fc.array(
  fc.record({
    sessions: fc.array(fc.record({ rating: odd, minutes: odd }), { maxLength: 2 }) as fc.Arbitrary<Session[]>,
    restDay: fc.boolean(),
    workouts: fc.array(fc.record({ startMs: odd, endMs: odd, heartRate: maybe }), { maxLength: 2 }),
    profile: fc.record({ maximalHeartRate: maybe, impulseWeights: fc.constant('men' as const) }),
    restingHeartRate: maybe,
  }),
  { maxLength: 8 },
);
const epochs = fc.array(fc.array(fc.option(fc.boolean()), { minLength: 4, maxLength: 4 }), { maxLength: 12 });

/** Nights of eight hours from midnight on, with whatever the source says of them. */
const sleeps = fc
  .array(fc.record({ asleepS: maybe, inBedS: maybe, latencyS: maybe, efficiencyPercent: maybe }), {
    maxLength: 40,
  })
  .map((said) =>
    said.map((each, index) => {
      const startMs = Date.UTC(2024, 1, 1 + index);
      const date = new Date(startMs).toISOString().slice(0, 10);
      const endMs = startMs + 8 * 3_600_000;
      return { ...each, date, startMs, endMs, document: date, source: 's', isNap: false, zoneOffsetMin: 0 };
    }),
  );

const table: Record<string, Record<string, () => void>> = {
  'hrv/beats.ts': { rmssdOfBeats: call([oddOnes], (rr) => beats.rmssdOfBeats(rr)) },
  'hrv/correction.ts': { correctBeats: call([correctedBeats], (corrected) => corrected) },
  'hrv/nightly.ts': {
    nightlyRmssd: call([oddOnes, odd], (rr, minutes) => nightly.nightlyRmssd(rr, minutes)),
    fiveMinuteWindows: call([oddOnes], (rr) => nightly.fiveMinuteWindows(rr).windows),
    logOrNull: call([odd], nightly.logOrNull),
  },
  'hrv/nightly-windows.ts': {
    nightlyRmssdOfWindows: call(
      [fc.array(fc.record({ startMs: odd, rmssdMs: maybe, artefactShare: maybe }), { maxLength: 60 }), maybe],
      windowed.nightlyRmssdOfWindows,
    ),
  },
  'hrv/runs.ts': {
    runsOf: call([oddOnes], (rr) => runs.runsOf(rr)),
    intervalsOf: call([oddOnes], (rr) => runs.intervalsOf(runs.runsOf(rr))),
    differencesOf: call([oddOnes], (rr) => runs.differencesOf(runs.runsOf(rr))),
    lengthOfMs: call([oddOnes], (rr) => runs.lengthOfMs(runs.runsOf(rr))),
  },
  'hrv/time-domain.ts': {
    timeDomain: call([correctedBeats], (corrected) => time.timeDomain(corrected.runs)),
  },
  'hrv/spectrum/frequency-domain.ts': { frequencyDomain: call([correctedBeats], frequency.frequencyDomain) },
  'sleep/continuity.ts': {
    sleepContinuity: call(
      [fc.record({ sleepMin: maybe, timeInBedMin: maybe, latencyMin: maybe, wakeAfterOnsetMin: maybe })],
      continuity.sleepContinuity,
    ),
  },
  'sleep/debt.ts': {
    debtAfter: call([odd, odd, odd], debt.debtAfter),
    sleepDebts: call(
      [fc.array(fc.record({ needMin: odd, sleepMin: maybe }), { maxLength: 20 })],
      debt.sleepDebts,
    ),
  },
  'sleep/midpoint.ts': {
    circularMean: call([oddOnes], midpoint.circularMean),
    circularDeviation: call([oddOnes], midpoint.circularDeviation),
    clockDistance: call([odd, odd], midpoint.clockDistance),
    socialJetlag: call([oddOnes, oddOnes], midpoint.socialJetlag),
  },
  'sleep/need.ts': {
    sleepNeed: call(
      [fc.record({ heavyBlockExtraMin: odd, knownNights: odd, freeNightsMin: oddOnes })],
      need.sleepNeed,
    ),
  },
  'sleep/regularity.ts': {
    sleepRegularity: call([epochs], regularity.sleepRegularity),
    rollingRegularity: call([epochs], (days) => regularity.rollingRegularity(days, 7)),
    pairRegularity: call([epochs], ([today = [], tomorrow = today]) =>
      regularity.pairRegularity(today, tomorrow),
    ),
  },
  'sleep/sleep-night.ts': { sleepNights: call([sleeps], recorded.sleepNights) },
  'sleep/sleep-habits.ts': {
    sleepHabits: call([sleeps], (found) => habits.sleepHabits(found, '2024-03-01')),
  },
  'sleep/sleep-summary.ts': {
    sleepSummary: call([sleeps, maybe], (found, need) => summary.sleepSummary(found, '2024-03-01', need)),
  },
  'load/fitness-fatigue.ts': {
    trainingBalance: call(
      [unknownOnes, fc.record({ chronic: odd, acute: odd }), parameters],
      fitness.trainingBalance,
    ),
    modelledPerformance: call([unknownOnes, parameters], fitness.modelledPerformance),
    recoveryDays: call([parameters], fitness.recoveryDays),
  },
  'load/hard-days.ts': {
    hardDaysInRow: call([fc.array(fc.record({ ratings: oddOnes, load: maybe }), { maxLength: 40 })], (days) =>
      hard.hardDaysInRow(
        new Map(days.map((day, index) => [nightAt(index).date, day])),
        nightAt(days.length).date,
      ),
    ),
  },
  'load/load-point.ts': { loadFacts: call([unknownOnes], point.loadFacts) },
  'load/moving-average.ts': {
    movingAverage: call([unknownOnes, odd], averages.movingAverage),
    loadRatios: call([unknownOnes], averages.loadRatios),
  },
  'load/own-percentile.ts': {
    ownPercentile: call([unknownOnes, odd], percentiles.ownPercentile),
    ownPercentiles: call([unknownOnes, fc.nat(90), odd], percentiles.ownPercentiles),
    percentileRank: call([unknownOnes, odd], percentiles.percentileRank),
  },
  'load/person-loads.ts': {
    personLoads: call([loadDays], (days) =>
      person.personLoads(
        days.map((day, index) => ({
          ...day,
          date: nightAt(index).date,
          workouts: day.workouts.map((workout) => ({ ...workout, document: 'd', date: nightAt(index).date })),
          profile: {
            ...day.profile,
            sleepNeedMin: null,
            exclusions: null,
            conditions: null,
            unpromptedConsent: null,
          },
        })),
      ),
    ),
  },
  'load/session-load.ts': {
    sessionLoad: call([odd, odd], session.sessionLoad),
    trimp: call([odd, odd, odd, odd], (minutes, heartRate, restingHeartRate, maximalHeartRate) =>
      session.trimp({ minutes, heartRate, restingHeartRate, maximalHeartRate, weights: 'women' }),
    ),
    dayLoad: call([oddOnes, fc.boolean()], session.dayLoad),
  },
  'load/week-load.ts': {
    weekLoad: call([fc.oneof(unknownOnes, fc.array(odd, { minLength: 7, maxLength: 7 }))], week.weekLoad),
    rollingWeekLoad: call([unknownOnes], week.rollingWeekLoad),
  },
  'statistics/finite.ts': {
    finite: call([odd], finite.finite),
    onlyFinite: call([unknownOnes], finite.onlyFinite),
    whollyFinite: call([oddOnes], finite.whollyFinite),
  },
  'statistics/student-t.ts': {
    studentCumulative: call([odd, odd], student.studentCumulative),
    studentQuantile: call([odd, odd], student.studentQuantile),
  },
  'interventions/blocks.ts': {
    evaluateBlocks: call(
      [
        fc.array(
          fc.record({ without: oddOnes, with: oddOnes, plannedDays: fc.constantFrom(7, 14, Number.NaN) }),
          {
            maxLength: 5,
          },
        ),
      ],
      blocks.evaluateBlocks,
    ),
    permutationP: call([fc.array(odd, { maxLength: 8 })], blocks.permutationP),
  },
  'interventions/difference.ts': {
    effectiveCount: call([odd, odd], difference.effectiveCount),
    difference: call([oddOnes, oddOnes, odd, odd], difference.difference),
  },
  'interventions/measured.ts': {
    measuredOn: call([nightEvidence], (night) =>
      measured.measuredOn(night.date, 'lnrmssd', {
        decisions: new Map([[night.date, night]]),
        others: {} as never,
      }),
    ),
  },
  'interventions/outcome.ts': { evaluateOutcome: call([outcomeInput], outcome.evaluateOutcome) },
  'interventions/recovery-time.ts': {
    recoveryNight: call([fc.array(fc.record({ zHrv: maybe, h7: maybe }))], recovery.recoveryNight),
    medianRecovery: call(
      [fc.array(fc.record({ nights: odd, recovered: fc.boolean() }))],
      recovery.medianRecovery,
    ),
  },
  'interventions/regression-to-mean.ts': {
    expectedAfter: call([odd, odd, odd, odd], regression.expectedAfter),
    expectedMean: call([oddOnes, odd, odd, odd], regression.expectedMean),
    ownAutocorrelation: call([unknownOnes], regression.ownAutocorrelation),
  },
  'interventions/select.ts': {
    selectInterventions: call([maybe], (confidence) => {
      const { primary, secondary } = select.selectInterventions({
        date: '2024-01-01',
        state: 'strained',
        confidence,
        signals: [{ signal: 'nightly_hrv_low', evidence: ['E1'] }],
        calledFor: [],
        wanted: [],
        conditions: [],
        withheld: [],
        verdicts: {},
        notNow: [],
        prompted: true,
        consent: true,
        lastUnprompted: null,
      });
      return [primary?.score ?? null, secondary?.score ?? null];
    }),
  },
  'interventions/verdict.ts': {
    gainOf: call([differences, fc.constantFrom('up' as const, 'down' as const)], (found, better) =>
      found === null ? null : verdict.gainOf(found, better),
    ),
  },
  'hypotheses/context-effect.ts': {
    effectiveNights: call([oddOnes, odd], contexts.effectiveNights),
    contextEffect: call([taggedNights, fc.oneof(fc.constant(0.35), odd)], (nights, phi) =>
      contexts.contextEffect(nights, 'alcohol', phi),
    ),
  },
  'hypotheses/false-discovery.ts': { adjustedForMany: call([oddOnes], discovery.adjustedForMany) },
  'hypotheses/judge.ts': { judgeTogether: call([effects], judge.judgeTogether) },
  'hypotheses/wonder.ts': {
    wonder: call([contextNights], (nights) => wondering.wonder(nights).map(({ judged }) => judged)),
  },
  'autonomic/statistics.ts': {
    sorted: call([oddOnes], (values) => [...basics.sorted(values)]),
    exchanged: call([oddOnes, maybe], (values, into) => [
      ...basics.exchanged(basics.sorted(values), null, into),
    ]),
    mean: call([oddOnes], basics.mean),
    sampleStandardDeviation: call([oddOnes], basics.sampleStandardDeviation),
    median: call([oddOnes], (values) => basics.median(basics.sorted(values))),
    quantile: call([oddOnes, odd], (values, share) => basics.quantile(basics.sorted(values), share)),
    medianAbsoluteDeviation: call([oddOnes], (values) =>
      basics.medianAbsoluteDeviation(basics.sorted(values)),
    ),
    hampelKept: call([oddOnes, odd], (values, width) => [...basics.hampelKept(basics.sorted(values), width)]),
  },
  'autonomic/session-advice.ts': {
    sessionAdvice: call([odd, odd], (h7, hardDays) =>
      sessionAdvice({ state: 'strained', flags: [], features: { h7 } as never }, null, hardDays),
    ),
  },
};

for (const [file, functions] of Object.entries(table))
  for (const [name, check] of Object.entries(functions))
    test(`${file} ${name} tells no NaN and no infinity`, check);

/** Exported functions that tell no number, and steps of those above that take only what these hand on. */
const others: Record<string, readonly string[]> = {
  'hrv/runs.ts': ['isDuration'],
  'hrv/lipponen-classes.ts': ['classifyBeats'],
  'hrv/nightly.ts': ['whyRejected'],
  'hrv/lipponen-correction.ts': ['correctRun'],
  'hrv/malik.ts': ['malikAccepted'],
  'hrv/plausible-interval.ts': ['isPlausible'],
  'hrv/quality.ts': ['qualityOf'],
  'hrv/rolling-window.ts': ['rolling'],
  'hrv/spectrum/bands.ts': ['bandPowers'],
  'hrv/spectrum/beat-series.ts': ['beatSeries', 'durationS'],
  'hrv/spectrum/cubic-spline.ts': ['splineValues'],
  'hrv/spectrum/lomb-scargle.ts': ['lombScargleSpectrum'],
  'hrv/spectrum/welch.ts': ['welchSpectrum'],
  'sleep/debt.ts': ['debtFlag'],
  'sleep/epochs.ts': ['sleepEpochs'],
  'sleep/midpoint.ts': ['isIrregular'],
  'sleep/regularity.ts': ['isClearlyIrregular'],
  'load/week-load.ts': ['isMonotonous'],
  'statistics/student-t.ts': ['logGamma', 'incompleteBeta'],
  'interventions/blocks.ts': ['pairOrders'],
  'interventions/called-for.ts': ['calledForBy'],
  'interventions/circumstances.ts': ['circumstancesOf'],
  'interventions/diary-signals.ts': ['signalsOfDiary'],
  'interventions/goal.ts': ['signalsOfGoal'],
  'interventions/other-measures.ts': ['otherMeasures', 'quantityOf'],
  'interventions/own-recovery.ts': ['ownRecovery'],
  'interventions/report-signals.ts': ['signalsOfReport'],
  'interventions/sleep-signals.ts': ['signalsOfSleep'],
  'interventions/washout.ts': ['washoutDays'],
  'interventions/withheld.ts': ['stopsCoaching', 'isKeptAway'],
  'hypotheses/ready.ts': ['hypothesisReady'],
  'sleep/sleep-night.ts': ['sleepDays'],
  'interventions/catalogue.ts': ['interventionKind', 'citationsOf'],
  'interventions/due-date.ts': ['dueOn', 'daysAfter'],
  'interventions/measured.ts': ['isMeasured'],
  'interventions/multiplier.ts': ['personalMultiplier'],
  'interventions/outcome-of-nights.ts': ['outcomeSpan', 'comparedDates', 'outcomeOfNights'],
  'interventions/propose.ts': ['proposalsAfter', 'proposalsWhenAsked', 'isOpen'],
  'interventions/signals.ts': ['signalsOf', 'withoutEvidence'],
  'interventions/verdict.ts': ['verdictOf'],
  'hypotheses/wonder.ts': ['pursue'],
};
const rooms = ['hrv', 'sleep', 'load', 'statistics', 'interventions', 'hypotheses'];

test('every exported function of the rooms is looked at', async () => {
  const files = rooms.flatMap((room) =>
    readdirSync(new URL(room, import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.includes('testing'))
      .map((name) => `${room}/${name}`),
  );
  for (const file of files) {
    const exported = Object.entries(await import(new URL(file, import.meta.url).href))
      .filter(([, value]) => typeof value === 'function')
      .map(([name]) => name);
    const known = [...Object.keys(table[file] ?? {}), ...(others[file] ?? [])];
    expect(known, file).toEqual(expect.arrayContaining(exported));
  }
});

test('what is not finite counts as not known', () => {
  const nan = Number.NaN;
  expect(midpoint.circularMean([3, nan, 4])).toBeCloseTo(3.5, 9);
  expect(averages.movingAverage([100, nan, 200], 7)).toEqual([100, 100, 125]);
  expect(
    debt.sleepDebts([
      { needMin: 480, sleepMin: 400 },
      { needMin: nan, sleepMin: 400 },
    ])[1]!.debtMin,
  ).toBe(80);
  expect(discovery.adjustedForMany([0.01, nan, 0.2])).toEqual([0.02, null, 0.2]);
  expect(fitness.recoveryDays({ ...fitness.defaultParameters, fatigueDays: 0 })).toBeNull();
  expect(fitness.recoveryDays({ ...fitness.defaultParameters, fatigueDays: -5 })).toBeNull();
  const nights = Array.from({ length: 14 }, (_, day) => 3.9 + (day % 3) / 50);
  const after = nights.map((value, day) => ({ value: value + 0.2, daysSinceTrigger: day + 1 }));
  const input = { before: nights, after, autocorrelation: 0.35, better: 'up' as const };
  expect(outcome.evaluateOutcome({ ...input, adherence: 1 })).toMatchObject({ verdict: 'improved' });
  expect(outcome.evaluateOutcome({ ...input, adherence: nan })).toBe('low_adherence');
  expect(nightly.nightlyRmssd([800, 1e308, 1e308], 400).windows).toBe(0);
  expect(correction.correctBeats([800, nan, 810]).quality).toBe('reject');
});
