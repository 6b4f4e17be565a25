import type { ValueSource } from './night.ts';

/**
 * The stretch of the night that a vendor's nightly value stands for. Taken from the vendors' descriptions
 * (unverified): the values of different stretches are different quantities and never share a baseline.
 */
export type NightWindow = 'whole_night' | 'asleep' | 'deep_sleep' | 'first_hours' | 'spot' | 'day';

/** Which quantity a channel holds. */
export interface ChannelKey {
  readonly vendor: string;
  /** Family, not the single device: `sense`, `ring_gen3`. */
  readonly deviceFamily: string;
  readonly metric: string;
  readonly window: NightWindow;
}

/** `vendor:device_family:metric:window`, in lower case, spaces as `_`. Throws an Error for an empty part or a colon. */
export function channelKeyText({ vendor, deviceFamily, metric, window }: ChannelKey): string {
  return [vendor, deviceFamily, metric, window].map(part).join(':');
}

/** The key of a source whose device is known; null for an unknown device, which never starts a new baseline. */
export function keyOfSource(source: ValueSource, window: NightWindow): string | null {
  if (source.device === '') return null;
  const { provider, device, metric } = source;
  return channelKeyText({ vendor: provider, deviceFamily: device, metric, window });
}

function part(text: string): string {
  const normal = text.trim().toLowerCase().replace(/\s+/g, '_');
  if (normal === '' || normal.includes(':')) throw new Error(`not a part of a channel key: "${text}"`);
  return normal;
}
