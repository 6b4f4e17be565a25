import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseInstant } from './instant.ts';
import { isLocalDate, leadingDate } from './local-date.ts';

const nowMs = Date.UTC(2026, 10, 21);

describe('parseInstant', () => {
  test.each([
    ['2026-03-28T23:30:00.000000+01:00', '2026-03-28T22:30:00.000Z', 60, '2026-03-28'],
    ['2026-03-29T07:30:00+02:00', '2026-03-29T05:30:00.000Z', 120, '2026-03-29'],
    ['2026-03-29T07:30:00.123456Z', '2026-03-29T07:30:00.123Z', 0, '2026-03-29'],
    ['2026-03-29T07:30:00.9999999-03:30', '2026-03-29T11:00:00.999Z', -210, '2026-03-29'],
    ['2026-03-29T07:30:00.5-00:00', '2026-03-29T07:30:00.500Z', 0, '2026-03-29'],
    ['2026-01-01T05:00:00+14:00', '2025-12-31T15:00:00.000Z', 840, '2026-01-01'],
    ['2024-02-29T12:00:00+0530', '2024-02-29T06:30:00.000Z', 330, '2024-02-29'],
    ['2026-03-28 14:30:00 +0100', '2026-03-28T13:30:00.000Z', 60, '2026-03-28'],
    ['2024-09-21 7:57:00 am +1000', '2024-09-20T21:57:00.000Z', 600, '2024-09-21'],
    ['2024-09-21 7:57:00\u202fam +1000', '2024-09-20T21:57:00.000Z', 600, '2024-09-21'],
    ['2024-09-21 8:01:00 PM +1000', '2024-09-21T10:01:00.000Z', 600, '2024-09-21'],
    ['2024-09-21 12:00:00 AM +0000', '2024-09-21T00:00:00.000Z', 0, '2024-09-21'],
    ['2024-09-21 12:00:00\u00a0Pm +0000', '2024-09-21T12:00:00.000Z', 0, '2024-09-21'],
  ])('%s', (text, utc, zoneOffsetMin, localDate) => {
    expect(parseInstant(text, nowMs)).toEqual({ utc, epochMs: Date.parse(utc), zoneOffsetMin, localDate });
  });

  test.each([
    [undefined, 'time_missing'],
    [null, 'time_missing'],
    ['', 'time_missing'],
    ['2026-03-28T23:30:00', 'time_without_offset'],
    ['2024-09-21 7:57:00 am', 'time_without_offset'],
    ['1999-12-31T23:59:59Z', 'time_implausible'],
    ['1970-01-01T00:00:00Z', 'time_implausible'],
    ['0026-03-28T00:00:00Z', 'time_implausible'],
    ['2026-11-23T00:00:01Z', 'time_implausible'],
    ['9999-12-31T23:59:59Z', 'time_implausible'],
    ['2026-02-30T00:00:00Z', 'time_unreadable'],
    ['2025-02-29T00:00:00Z', 'time_unreadable'],
    ['2100-02-29T00:00:00Z', 'time_unreadable'],
    ['2026-00-10T00:00:00Z', 'time_unreadable'],
    ['2026-13-10T00:00:00Z', 'time_unreadable'],
    ['2026-03-00T00:00:00Z', 'time_unreadable'],
    ['2026-03-28T24:00:00Z', 'time_unreadable'],
    ['2026-03-28T23:60:00Z', 'time_unreadable'],
    ['2026-03-28T23:59:60Z', 'time_unreadable'],
    ['2026-03-28T7:00:00Z', 'time_unreadable'],
    ['2024-09-21 13:00:00 pm +1000', 'time_unreadable'],
    ['2024-09-21 0:00:00 am +1000', 'time_unreadable'],
    ['2026-03-28T23:30:00+15:00', 'time_unreadable'],
    ['2026-03-28T23:30:00+01:60', 'time_unreadable'],
    ['2026-03-28', 'time_unreadable'],
    ['28/03/2026 10:00:00 +0100', 'time_unreadable'],
    ['March 7', 'time_unreadable'],
    [' 2026-03-28T23:30:00Z', 'time_unreadable'],
    ['2026-03-28T23:30:00Z\n', 'time_unreadable'],
    [1_723_808_700, 'time_unreadable'],
    [{}, 'time_unreadable'],
    ['2'.repeat(100_000), 'time_unreadable'],
  ])('%j is %s', (text, problem) => {
    expect(parseInstant(text, nowMs)).toBe(problem);
  });

  test('the latest plausible time is two days ahead', () => {
    expect(parseInstant('2026-11-23T00:00:00Z', nowMs)).toHaveProperty('utc', '2026-11-23T00:00:00.000Z');
  });

  test('any instant written at any offset comes back, with the date of that clock', () => {
    const offsets = fc.integer({ min: -14 * 60, max: 14 * 60 });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0, 2), max: nowMs }), offsets, (epochMs, offset) => {
        const clock = new Date(epochMs + offset * 60_000).toISOString().slice(0, 23);
        const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
        const zone = `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        expect(parseInstant(clock + zone, nowMs)).toEqual({
          utc: new Date(epochMs).toISOString(),
          epochMs,
          zoneOffsetMin: offset,
          localDate: clock.slice(0, 10),
        });
      }),
    );
  });

  test('nothing makes it throw', () => {
    fc.assert(fc.property(fc.anything(), (text) => void parseInstant(text, nowMs)));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseInstant(text, nowMs) === 'string'),
    );
  });
});

test('local dates are days of the calendar', () => {
  expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isLocalDate)).toBe(true);
  expect(['2025-02-29', '1900-02-29', '2026-04-31', '2026-4-3', '2026-04-03T'].some(isLocalDate)).toBe(false);
  expect(leadingDate('2026-07-01T00:00:00')).toBe('2026-07-01');
  expect(leadingDate('2026-02-30T00:00:00Z')).toBeNull();
  expect(leadingDate(20260701)).toBeNull();
});
