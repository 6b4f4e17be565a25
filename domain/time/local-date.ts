const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month (1 to 12) in the proleptic Gregorian calendar; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (daysOfMonth[month - 1] ?? 0);
}

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day of the calendar written YYYY-MM-DD. */
export function isLocalDate(text: string): boolean {
  const parts = shape.exec(text);
  if (!parts) return false;
  const day = Number(parts[3]);
  return day >= 1 && day <= daysInMonth(Number(parts[1]), Number(parts[2]));
}

/** The date a provider wrote at the start of a time text, whatever follows it; null when there is none. */
export function leadingDate(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const date = text.slice(0, 10);
  return isLocalDate(date) ? date : null;
}
