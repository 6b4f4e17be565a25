import { dateOf, dayNumber } from '../autonomic/calendar.ts';
import type { RecordedSleep } from '../sleep/sleep-night.ts';

/** A sleep of one date; clock hours of its local time, negative ones before midnight. */
export const sleepOn = (
  date: string,
  startH: number,
  endH: number,
  over: Partial<RecordedSleep> = {},
): RecordedSleep => {
  const zoneOffsetMin = over.zoneOffsetMin ?? 60;
  const at = (hour: number): number =>
    Date.parse(`${date}T00:00:00Z`) + hour * 3_600_000 - zoneOffsetMin * 60_000;
  return {
    document: `terra sleep:${date}:${startH}`,
    source: 'terra:OURA',
    date,
    isNap: false,
    startMs: at(startH),
    endMs: at(endH),
    zoneOffsetMin,
    asleepS: (endH - startH) * 3_600,
    inBedS: null,
    latencyS: null,
    efficiencyPercent: null,
    ...over,
  };
};

/** One sleep a date, the last on `lastDate`. */
export const sleepsEndingOn = (
  lastDate: string,
  count: number,
  hours: (index: number) => readonly [startH: number, endH: number],
  over: Partial<RecordedSleep> = {},
): RecordedSleep[] =>
  Array.from({ length: count }, (_, index) =>
    sleepOn(dateOf(dayNumber(lastDate) - (count - 1 - index)), ...hours(index), over),
  );
