import type { DoubleNight } from '../bridge.ts';
import type { CountedValue } from '../quantity-values.ts';
import type { Series } from '../series.ts';

/** A value with the quantity it is of. */
export interface MeasuredValue extends Omit<CountedValue, 'bridged'> {
  readonly quantity: number;
}

/** Everything measured on a day: the night's own value first, then those of other devices. */
export function measuredOn(series: Series, index: number): readonly MeasuredValue[] {
  const value = series.values[index] ?? null;
  if (value === null) return [];
  const quantity = series.quantities[index]!;
  const own = { quantity, value, text: series.texts[index]!, source: series.sources[index]! };
  return [own, ...series.others[index]!];
}

/** Nights on which a quantity was measured beside another one, oldest first. */
export type DoubleNights = readonly (DoubleNight & { readonly index: number })[];

/** For each quantity (new) the nights it was measured beside each other one (old). */
export type DoubleWear = ReadonlyMap<number, ReadonlyMap<number, DoubleNights>>;

export function doubleWearOf(series: Series): DoubleWear {
  const found = new Map<number, Map<number, (DoubleNight & { index: number })[]>>();
  for (const [index, others] of series.others.entries()) {
    if (others.length === 0) continue;
    // What an unknown device measured says nothing about devices.
    const measured = measuredOn(series, index).filter(({ quantity }) => quantity !== 0);
    for (const newer of measured) {
      const beside = found.get(newer.quantity) ?? new Map();
      found.set(newer.quantity, beside);
      for (const older of measured) {
        if (older.quantity === newer.quantity) continue;
        const nights = beside.get(older.quantity) ?? [];
        nights.push({ index, old: older.value, new: newer.value });
        beside.set(older.quantity, nights);
      }
    }
  }
  return found;
}
