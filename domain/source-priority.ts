/**
 * Which of several devices is believed where they counted the same time, the first first: what is worn all day before
 * what lies in a pocket, both before apps. Names are those people and makers give their devices (a heuristic; a watch
 * that was given another name ranks with the apps).
 */
const ORDER: readonly RegExp[] = [
  /apple\s?watch/i,
  /iphone/i,
  /oura/i,
  /whoop/i,
  /garmin|^connect$/i,
  /polar/i,
  /coros|suunto/i,
  /fitbit|google/i,
  /samsung|galaxy/i,
  /withings|health mate/i,
  /watch/i,
  /ipad|ipod/i,
];

const rankOfName = (name: string): number => {
  const found = ORDER.findIndex((pattern) => pattern.test(name));
  return found < 0 ? ORDER.length : found;
};

/**
 * Smaller is believed more. A joined source (`Apple Watch|iPhone`: Apple's own merge, already without overlap) comes
 * just before the best of its parts.
 */
export const sourceRank = (source: string): number => {
  const parts = source.split('|');
  return Math.min(...parts.map(rankOfName)) - (parts.length > 1 ? 0.5 : 0);
};

/** A total order, so that nothing depends on the order of arrival. */
export const compareSources = (a: string, b: string): number =>
  sourceRank(a) - sourceRank(b) || (a < b ? -1 : a > b ? 1 : 0);
