import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type DocumentState, evolveDocument, initialDocument, receiveDocument } from './document.ts';
import { overlappedKeys } from './overlap.ts';
import type { ProviderDocument, Reading } from './reading.ts';
import { compareSources } from './source-priority.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 28, 10) + minute * 60_000).toISOString();
const steps = (source: string, from: number, to: number, value: number): Reading => ({
  key: `step_count:sum:none:${source}@${at(from)}`,
  metric: 'step_count',
  value,
  statistic: 'sum',
  context: 'none',
  period: from === to ? 'instant' : 'interval',
  start: at(from),
  end: at(to),
  zoneOffsetMin: 60,
  localDate: '2026-03-28',
  status: 'final',
  source,
});
const [WATCH, PHONE, APP] = ['Ada’s Apple\u00a0Watch', 'Ada’s iPhone', 'Pedometer'];

const day = (readings: readonly Reading[]): ProviderDocument => ({
  documentKey: 'ada:step_count:2026-03-28',
  kind: 'metric_day',
  source: 'healthkit',
  interval: { start: at(-600), end: at(840), zoneOffsetMin: 60, localDate: '2026-03-28' },
  isNap: false,
  retracted: false,
  readings,
  quarantined: [],
});
const receive = (state: DocumentState, readings: readonly Reading[]): DocumentState =>
  receiveDocument(
    { provider: 'healthkit', userId: 'ada', ordering: null, document: day(readings) },
    state,
  ).reduce(evolveDocument, state);
const total = ({ readings }: DocumentState): number =>
  [...readings.values()].filter((one) => !one.overlapped).reduce((sum, one) => sum + one.value!, 0);
const after = (...bodies: readonly (readonly Reading[])[]) => bodies.reduce(receive, initialDocument);

test('a watch comes before a phone, both before apps; a merge of both before either', () => {
  const given = ['Zeta', 'Pedometer', 'iPhone', 'Oura', 'Apple Watch', 'Apple Watch|iPhone', 'Withings'];
  expect(given.sort(compareSources)).toEqual([
    'Apple Watch|iPhone',
    'Apple Watch',
    'iPhone',
    'Oura',
    'Withings',
    'Pedometer',
    'Zeta',
  ]);
});

describe('steps of a day', () => {
  it('counted by watch and phone at once count once', () => {
    const readings = [steps(WATCH, 0, 10, 100), steps(PHONE, 0, 10, 90), steps(PHONE, 60, 70, 50)];
    expect(total(after(readings))).toBe(150);
    expect(after(readings).readings.size).toBe(3);
  });

  it('counted one after the other are added', () => {
    expect(total(after([steps(WATCH, 0, 10, 100), steps(PHONE, 30, 40, 50)]))).toBe(150);
  });

  it('are covered from more than half of their time on', () => {
    expect(total(after([steps(WATCH, 0, 10, 100), steps(PHONE, 5, 15, 40)]))).toBe(140);
    expect(total(after([steps(WATCH, 0, 10, 100), steps(PHONE, 5, 16, 40)]))).toBe(140);
    expect(total(after([steps(WATCH, 0, 10, 100), steps(PHONE, 4, 14, 40)]))).toBe(100);
  });

  it('of what is itself covered hide nothing', () => {
    // The phone is covered by the watch; the app only by the phone.
    const readings = [steps(WATCH, 0, 6, 60), steps(PHONE, 0, 10, 100), steps(APP, 6, 10, 40)];
    expect(total(after(readings))).toBe(100);
  });

  it('of one source are never taken for each other, nor are values that are no sums', () => {
    expect(total(after([steps(PHONE, 0, 10, 100), steps(PHONE, 1, 10, 20)]))).toBe(120);
    const sample = (source: string): Reading => ({
      ...steps(source, 0, 10, 60),
      metric: 'heart_rate',
      statistic: 'sample',
    });
    expect(overlappedKeys([sample(WATCH), sample(PHONE)]).size).toBe(0);
  });

  it('without a duration are covered at the same instant, or inside a longer count', () => {
    expect(total(after([steps(WATCH, 0, 0, 10), steps(PHONE, 0, 0, 8), steps(PHONE, 1, 1, 5)]))).toBe(15);
    expect(total(after([steps(WATCH, 0, 10, 10), steps(PHONE, 4, 4, 8), steps(PHONE, 10, 10, 5)]))).toBe(15);
  });

  it('that the watch tells late take the place of those of the phone, which are marked again', () => {
    const first = after([steps(PHONE, 0, 10, 90)]);
    expect(total(first)).toBe(90);
    const command = {
      provider: 'healthkit',
      userId: 'ada',
      ordering: null,
      document: day([steps(WATCH, 0, 10, 100)]),
    };
    expect(receiveDocument(command, first)).toMatchObject([
      {
        type: 'ReadingsRevised',
        data: {
          readings: [
            { source: PHONE, value: 90, overlapped: true },
            { source: WATCH, value: 100 },
          ],
        },
      },
    ]);
    const both = receive(first, [steps(WATCH, 0, 10, 100)]);
    expect(receiveDocument(command, both)).toEqual([]);
    expect(receive(both, [steps(PHONE, 0, 10, 90)])).toBe(both);
  });
});

const random = fc
  .uniqueArray(
    fc.record({
      source: fc.constantFrom(WATCH, PHONE, APP, 'Oura', ''),
      from: fc.integer({ min: 0, max: 60 }),
      long: fc.integer({ min: 0, max: 20 }),
      value: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 25, selector: ({ source, from }) => `${source} ${from}` },
  )
  .map((all) => all.map(({ source, from, long, value }) => steps(source, from, from + long, value)));

describe('any readings', () => {
  it('give the same whatever the order and the size of the bodies they come in', () => {
    fc.assert(
      fc.property(
        random.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length }),
            fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 25, maxLength: 25 }),
          ),
        ),
        ([all, shuffled, sizes]) => {
          const bodies: Reading[][] = [];
          for (let i = 0, from = 0; from < shuffled.length; from += sizes[i]!, i++)
            bodies.push(shuffled.slice(from, from + sizes[i]!));
          const sorted = (state: DocumentState) =>
            [...state.readings.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
          expect(sorted(after(...bodies))).toEqual(sorted(after(all)));
        },
      ),
    );
  });

  it('are never more than they are without the rule, and never less than the best source alone', () => {
    fc.assert(
      fc.property(random, (all) => {
        const sum = (readings: readonly Reading[]) => readings.reduce((a, one) => a + one.value!, 0);
        const best = [...new Set(all.map(({ source }) => source!))].sort(compareSources)[0];
        const counted = total(after(all));
        expect(counted).toBeLessThanOrEqual(sum(all));
        expect(counted).toBeGreaterThanOrEqual(sum(all.filter(({ source }) => source === best)));
      }),
    );
  });
});
