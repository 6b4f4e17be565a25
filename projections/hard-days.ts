import { hardDaysInRow, type TrainedDay } from '../domain/load/hard-days.ts';
import { dayAfter, dayBefore, toldDays } from '../domain/told-days.ts';
import { everyCheckIn } from './check-in-queries.ts';
import { nightInputs } from './night-inputs.ts';
import type { ReadDatabase } from './read-database.ts';

/** Hard days of training in a row up to and with a local date, by what was told and by the workouts seen. */
export const hardDaysUpTo = async (db: ReadDatabase, userId: string, until: string): Promise<number> => {
  const [nights, said] = await Promise.all([nightInputs(db, userId), everyCheckIn(db, userId)]);
  const told = toldDays(said);
  // The load of a day is with the night that ends on the next.
  const loads = new Map(nights.map(({ date, extras }) => [date, extras?.dayLoad ?? null]));
  const dates = new Set([...told.keys(), ...nights.map(({ date }) => dayBefore(date))]);
  const days = [...dates].map((date): [string, TrainedDay] => [
    date,
    {
      ratings: (told.get(date)?.sessions ?? []).map(({ rating }) => rating),
      load: loads.get(dayAfter(date)) ?? null,
    },
  ]);
  return hardDaysInRow(new Map(days), until);
};
