const shape = /^PT(?=\d)(?:(\d{1,4})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,9})?)S)?$/;

/** A length of time in ISO 8601 of at most hours (`PT1H2M3.5S`), in seconds; null for anything else. */
export function parseDuration(text: unknown): number | null {
  const parts = typeof text === 'string' ? shape.exec(text) : null;
  if (!parts) return null;
  const [, hours = 0, minutes = 0, seconds = 0] = parts;
  return Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}
