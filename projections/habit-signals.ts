import { dateOf, dayNumber } from '../domain/autonomic/calendar.ts';
import { signalsOfDiary } from '../domain/interventions/diary-signals.ts';
import { signalsOfReport } from '../domain/interventions/report-signals.ts';
import type { FoundSignal } from '../domain/interventions/signals.ts';
import { signalsOfSleep } from '../domain/interventions/sleep-signals.ts';
import { toldNow } from '../domain/safety/told-now.ts';
import { sleepHabits } from '../domain/sleep/sleep-habits.ts';
import { everyCheckIn } from './check-in-queries.ts';
import { nightInputs } from './night-inputs.ts';
import type { ReadDatabase } from './read-database.ts';
import { habitDays, sleepsBetween } from './sleep-queries.ts';

/** What a person's sleep, words and training of the weeks up to a date ask for. */
export const habitSignals = async (
  db: ReadDatabase,
  userId: string,
  date: string,
): Promise<FoundSignal[]> => {
  const [sleeps, inputs, said] = await Promise.all([
    sleepsBetween(db, userId, dateOf(dayNumber(date) - habitDays), date),
    nightInputs(db, userId),
    everyCheckIn(db, userId),
  ]);
  return [
    ...signalsOfSleep(sleepHabits(sleeps, date)),
    ...signalsOfDiary(inputs, date),
    ...signalsOfReport(toldNow(said, date).health),
  ];
};
