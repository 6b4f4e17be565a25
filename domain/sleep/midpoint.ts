import { finite, onlyFinite } from '../statistics/finite.ts';

const hoursPerDay = 24;
const irregularAboveH = 1;
const fewestFreeDays = 2;
const fewestWorkDays = 3;
/** Below this length the mean of unit vectors is rounding noise and points nowhere. */
const noDirectionBelow = 1e-9;

const angle = (hour: number): number => (2 * Math.PI * (hour % hoursPerDay)) / hoursPerDay;
const hour = (radians: number): number =>
  ((radians * hoursPerDay) / (2 * Math.PI) + hoursPerDay) % hoursPerDay;

interface MeanVector {
  readonly length: number;
  readonly radians: number;
}

function meanVector(times: readonly number[]): MeanVector | null {
  const hours = onlyFinite(times);
  if (hours.length === 0) return null;
  let east = 0;
  let north = 0;
  for (const value of hours) {
    east += Math.cos(angle(value));
    north += Math.sin(angle(value));
  }
  const length = Math.hypot(east, north) / hours.length;
  return length < noDirectionBelow ? null : { length, radians: Math.atan2(north, east) };
}

/** Circular mean of clock times, in hours 0 to 24. Null for no known times and where they cancel out. */
export function circularMean(hours: readonly number[]): number | null {
  const mean = meanVector(hours);
  return mean === null ? null : hour(mean.radians);
}

/**
 * Circular standard deviation of clock times in hours: sqrt(-2 ln R) * 24 / (2 pi), R being the length of the mean
 * unit vector. Null for no known times and where they cancel out. Definition as in any text on directional statistics
 * (unverified).
 */
export function circularDeviation(hours: readonly number[]): number | null {
  const mean = meanVector(hours);
  if (mean === null) return null;
  return (Math.sqrt(-2 * Math.log(Math.min(mean.length, 1))) * hoursPerDay) / (2 * Math.PI) + 0;
}

/** More than 1 h over the window (14 days is usual): a design heuristic. Null where the deviation is. */
export function isIrregular(midpointsH: readonly number[]): boolean | null {
  const deviation = circularDeviation(midpointsH);
  return deviation === null ? null : deviation > irregularAboveH;
}

/** Shortest way between two clock times, in hours 0 to 12. Null where one is not known. */
export function clockDistance(a: number, b: number): number | null {
  const apart = Math.abs((a % hoursPerDay) - (b % hoursPerDay)) % hoursPerDay;
  return finite(Math.min(apart, hoursPerDay - apart));
}

/**
 * Social jetlag: hours between the mean sleep midpoints of free days and of work days. Null below 2 free or 3 work
 * days that are known (design heuristic).
 */
export function socialJetlag(free: readonly number[], work: readonly number[]): number | null {
  const freeH = onlyFinite(free);
  const workH = onlyFinite(work);
  if (freeH.length < fewestFreeDays || workH.length < fewestWorkDays) return null;
  const freeMean = circularMean(freeH);
  const workMean = circularMean(workH);
  return freeMean === null || workMean === null ? null : clockDistance(freeMean, workMean);
}
