/** The value, or null where it is none or no number that can be told: metrics are never NaN or infinite. */
export const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;
