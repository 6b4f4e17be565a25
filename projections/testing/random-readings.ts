import fc from 'fast-check';
import type { ProviderDocument, Reading } from '../../domain/reading.ts';
import type { Happening } from './random-life.ts';

const DAY_MS = 86_400_000;
/** Half hours and the date line: a local day then begins in the middle of an hour, and far from midnight in UTC. */
const OFFSETS_MIN = [0, 60, 330, -720, 840];
const FIRST_DAY = Date.UTC(2026, 0, 1);

export const dateOf = (day: number): string => new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);

const value = fc.oneof(
  fc.integer({ min: 300, max: 2_000 }).map((tenths) => tenths / 10),
  fc.double({ min: -8, max: 8, noNaN: true }),
);

/** `slot` is the reading's identity: a later delivery of it changes its value, its time or its metric. */
const reading = (day: number) =>
  fc
    .record({
      slot: fc.integer({ min: 0, max: 15 }),
      metric: fc.constantFrom('heart_rate', 'heart_rate', 'skin_temperature_deviation', 'sleep_stage'),
      atMs: fc.oneof(
        fc.integer({ min: 0, max: 2 * DAY_MS }),
        fc.integer({ min: 0, max: 40 }).map((n) => n * 300_000),
      ),
      value,
      statistic: fc.constantFrom('sample' as const, 'average' as const),
      context: fc.constantFrom('sleep' as const, 'rest' as const),
      offset: fc.constantFrom(...OFFSETS_MIN),
      late: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    })
    .map(({ slot, metric, atMs, value: measured, statistic, context, offset, late }): Reading => {
      const at = FIRST_DAY + day * DAY_MS + atMs;
      const start = new Date(at).toISOString();
      // Mostly the wearer's day, sometimes the one the provider puts it on.
      const localDate = new Date(at + offset * 60_000 + (late ? DAY_MS : 0)).toISOString().slice(0, 10);
      const coded = metric === 'sleep_stage';
      return {
        key: `slot-${slot}`,
        metric: metric as Reading['metric'],
        value: coded ? null : measured,
        ...(coded ? { code: 'deep' } : {}),
        statistic,
        context,
        period: 'instant',
        start,
        end: start,
        zoneOffsetMin: offset,
        localDate,
        status: 'final',
      };
    });

/** Documents of two people that come, are corrected, move in time and are withdrawn. `days`: how far apart they lie. */
export const randomDocument = (days: number): fc.Arbitrary<Happening> =>
  fc
    .record({
      person: fc.integer({ min: 0, max: 1 }),
      number: fc.integer({ min: 0, max: 3 }),
      moved: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
      retracted: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
    })
    .chain(({ person, number, moved, retracted }) => {
      const day = number * days + (moved ? 1 : 0);
      const start = new Date(FIRST_DAY + day * DAY_MS).toISOString();
      const interval = { start, end: start, zoneOffsetMin: 0, localDate: dateOf(day) };
      return fc
        .uniqueArray(reading(day), { maxLength: 12, selector: ({ key }) => key })
        .map((readings): Happening => {
          const document: ProviderDocument = {
            documentKey: `series-${number}`,
            kind: 'daily',
            source: 'terra:GARMIN',
            interval,
            isNap: false,
            retracted,
            readings,
            quarantined: [],
          };
          return { what: 'document', person, ordering: null, document };
        });
    });
