const millisecondsPerDay = 86_400_000;

/**
 * Days since 1970-01-01 of a calendar date `YYYY-MM-DD`. No time zone takes part: the date is already the wearer's.
 * Throws an Error where the text is no date of the calendar.
 */
export function dayNumber(date: string): number {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  const day = milliseconds / millisecondsPerDay;
  if (!Number.isInteger(day) || dateOf(day) !== date) throw new Error(`not a calendar date: ${date}`);
  return day;
}

/** Dates are asked for again and again while a history is assessed; as many as some people have, then anew. */
const written = new Map<number, string>();
const mostWritten = 4_096;

/** The calendar date `YYYY-MM-DD` of a day number. */
export function dateOf(day: number): string {
  const known = written.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
  if (written.size >= mostWritten) written.clear();
  written.set(day, date);
  return date;
}
