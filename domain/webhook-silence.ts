/** What is known of a connection to a provider that notifies. Unix milliseconds; null for never. */
export interface Contact {
  readonly connectedMs: number;
  /** When it last notified. */
  readonly noticedMs: number | null;
  /** When a sweep last found what nobody had notified of. */
  readonly foundMs: number | null;
}

/**
 * `possible`: it used to notify and does not any more; the person may just not wear the device. `certain`: sweeps bring
 * what it should have notified of.
 */
export type Silence = 'none' | 'possible' | 'certain';

const DAY_MS = 86_400_000;
export const QUIET_MS = 3 * DAY_MS;
/** A sweep now and then is faster than a notification. */
const GRACE_MS = DAY_MS;

/** Field evidence of two days with live subscriptions and no webhook: open-wearables #1150. */
export const silenceOf = ({ connectedMs, noticedMs, foundMs }: Contact, nowMs: number): Silence => {
  const lastMs = Math.max(connectedMs, noticedMs ?? connectedMs);
  if (nowMs - lastMs < QUIET_MS) return 'none';
  if (foundMs !== null && foundMs > lastMs + GRACE_MS) return 'certain';
  return noticedMs === null ? 'none' : 'possible';
};
