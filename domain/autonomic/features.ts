import type { NightObservation } from './observation.ts';

/**
 * What the rules see of a night. lnRMSSD in ln ms, heart rate and breathing in 1/min, temperature in kelvin, sleep in
 * minutes; `z_*` and `h7` are without unit, `delta_*` is value minus reference median. Null: undefined.
 */
export interface Features {
  readonly lnrmssd: number | null;
  readonly n7: number | null;
  readonly mean7: number | null;
  readonly n_ref60: number | null;
  readonly ref_median: number | null;
  readonly ref_mad_scaled: number | null;
  readonly n_lag: number | null;
  readonly lag_mean_hampel: number | null;
  readonly lag_sd_hampel: number | null;
  readonly h7: number | null;
  readonly z_hrv: number | null;
  readonly z_nremhr: number | null;
  readonly delta_nremhr: number | null;
  readonly z_resp: number | null;
  readonly delta_resp: number | null;
  readonly z_temp: number | null;
  readonly delta_temp: number | null;
  readonly sleep7_min: number | null;
  readonly n_sleep7: number | null;
}

/** Of a night that cannot be classified only its own lnRMSSD is told. */
export const insufficientFeatures = (lnrmssd: number | null): Features => ({
  lnrmssd,
  n7: null,
  mean7: null,
  n_ref60: null,
  ref_median: null,
  ref_mad_scaled: null,
  n_lag: null,
  lag_mean_hampel: null,
  lag_sd_hampel: null,
  h7: null,
  z_hrv: null,
  z_nremhr: null,
  delta_nremhr: null,
  z_resp: null,
  delta_resp: null,
  z_temp: null,
  delta_temp: null,
  sleep7_min: null,
  n_sleep7: null,
});

/** The observation in the form the rules and the read models use. */
export function featuresOf(observation: NightObservation): Features {
  const { lnrmssd, night_heart_rate, respiratory_rate, skin_temperature } = observation.channels;
  return {
    lnrmssd: lnrmssd.value,
    n7: observation.week.n,
    mean7: observation.week.mean,
    n_ref60: lnrmssd.window.values.length,
    ref_median: lnrmssd.reference?.median ?? null,
    ref_mad_scaled: lnrmssd.reference?.scaledMad ?? null,
    n_lag: observation.lagged?.n ?? null,
    lag_mean_hampel: observation.lagged?.mean ?? null,
    lag_sd_hampel: observation.lagged?.deviation ?? null,
    h7: observation.h7,
    z_hrv: lnrmssd.z,
    z_nremhr: night_heart_rate.z,
    delta_nremhr: night_heart_rate.delta,
    z_resp: respiratory_rate.z,
    delta_resp: respiratory_rate.delta,
    z_temp: skin_temperature.z,
    delta_temp: skin_temperature.delta,
    sleep7_min: observation.sleep.mean,
    n_sleep7: observation.sleep.n,
  };
}
