export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export const weekdayNames = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

/** `2021-12-12` as `Sunday 12 December 2021`. */
export const dayInWords = (date: string): string => {
  const day = new Date(`${date}T00:00:00Z`);
  return `${weekdayNames[day.getUTCDay()]} ${day.getUTCDate()} ${monthNames[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
};

/** `2021-12-12` as `Sunday 12 December 2021 (2021-12-12)`, so that a search for either form finds it. */
export const dateInWords = (date: string): string => `${dayInWords(date)} (${date})`;
