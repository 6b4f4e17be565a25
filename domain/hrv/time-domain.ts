import { mean, sampleStandardDeviation } from '../autonomic/statistics.ts';
import { finite } from '../statistics/finite.ts';
import { differencesOf, intervalsOf, type Run } from './runs.ts';

/** Time-domain metrics. Each is null where it cannot be computed; none is ever NaN or infinite. */
export interface TimeDomain {
  /** How many intervals the metrics rest on. */
  readonly intervals: number;
  readonly meanNnMs: number | null;
  /** 60,000 / MeanNN, beats a minute: not the mean of the momentary rates, which is higher. */
  readonly heartRateBpm: number | null;
  readonly sdnnMs: number | null;
  readonly rmssdMs: number | null;
  /** Natural logarithm of RMSSD in ms; null for an RMSSD of 0. */
  readonly lnRmssd: number | null;
  readonly sdsdMs: number | null;
  readonly nn50: number | null;
  readonly pnn50Percent: number | null;
  readonly nn20: number | null;
  readonly pnn20Percent: number | null;
  /** SDNN / MeanNN. */
  readonly cvnn: number | null;
  /** RMSSD / MeanNN. */
  readonly cvsd: number | null;
  readonly sd1Ms: number | null;
  readonly sd2Ms: number | null;
}

/**
 * Time-domain metrics after Task Force 1996 (Eur Heart J 17:354, unverified). SDNN divides by n - 1; RMSSD and pNNx
 * divide by the number of differences, which is less than n - 1 where there are gaps; pNNx counts differences strictly
 * above x. SD1 and SD2 follow from SDNN and SDSD: SD1 is RMSSD / sqrt(2) but for the drift, so the two are never
 * independent evidence. Below two intervals everything but the count is null.
 */
export const timeDomain = (runs: readonly Run[]): TimeDomain => {
  const nn = intervalsOf(runs);
  const differences = differencesOf(runs);
  const meanNn = nn.length < 2 ? null : mean(nn);
  const sdnn = sampleStandardDeviation(nn);
  const rmssd = rootMeanSquare(differences);
  const sdsd = sampleStandardDeviation(differences);
  const above50 = countAbove(differences, 50);
  const above20 = countAbove(differences, 20);
  const percent = (count: number | null) => (count === null ? null : (100 * count) / differences.length);
  return {
    intervals: nn.length,
    meanNnMs: finite(meanNn),
    heartRateBpm: meanNn === null ? null : finite(60_000 / meanNn),
    sdnnMs: finite(sdnn),
    rmssdMs: finite(rmssd),
    lnRmssd: rmssd === null ? null : finite(Math.log(rmssd)),
    sdsdMs: finite(sdsd),
    nn50: above50,
    pnn50Percent: percent(above50),
    nn20: above20,
    pnn20Percent: percent(above20),
    cvnn: ratio(sdnn, meanNn),
    cvsd: ratio(rmssd, meanNn),
    sd1Ms: sdsd === null ? null : finite(sdsd / Math.SQRT2),
    sd2Ms:
      sdnn === null || sdsd === null ? null : finite(Math.sqrt(Math.max(0, 2 * sdnn ** 2 - sdsd ** 2 / 2))),
  };
};

const rootMeanSquare = (values: readonly number[]): number | null => {
  const meanSquare = mean(values.map((value) => value ** 2));
  return meanSquare === null ? null : Math.sqrt(meanSquare);
};

const countAbove = (differences: readonly number[], limit: number): number | null =>
  differences.length === 0 ? null : differences.filter((difference) => Math.abs(difference) > limit).length;

const ratio = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null ? null : finite(part / whole);
