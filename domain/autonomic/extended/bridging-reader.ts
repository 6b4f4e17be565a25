import { type Bridge, bridged, bridgeOf, fewestDoubleNights } from '../bridge.ts';
import { countsFrom } from '../life-cycle.ts';
import {
  type CountedValue,
  plainReader,
  type QuantityValues,
  type SeriesReader,
} from '../quantity-values.ts';
import type { Series } from '../series.ts';
import { type DoubleNights, type DoubleWear, doubleWearOf, measuredOn } from './double-wear.ts';

/** The quantities that can be bridged to another one, each with the nights of double wear known by then. */
type Partners = ReadonlyMap<number, DoubleNights>;

/**
 * The reader of the extended rules. Where 7 nights of double wear are known up to the night, what the new device
 * measured beside the old one counts, and nights of the old one alone count as bridged values. After a gap of more than
 * 45 days only what came since counts.
 */
export function bridgingReader(): SeriesReader {
  const plain = plainReader();
  const starts = once((series: Series) => countsFrom(series.values));
  const bridging = once(bridgingValues);
  return {
    ...plain,
    valuesOn: (series, index) => bridging(series)(index) ?? plain.valuesOn(series, index),
    countsFrom: (series, index) => starts(series)[index]!,
  };
}

/** The bridged values of each night; null where there is nothing to bridge. */
function bridgingValues(series: Series): (index: number) => QuantityValues | null {
  const doubleWear = doubleWearOf(series);
  const measured = once((_key: string) => ({}));
  const newest = new Map<number, { readonly key: string; readonly values: QuantityValues }>();
  return (index) => {
    const quantity = series.currentQuantity[index]!;
    const partners = partnersOn(doubleWear, quantity, index);
    if (partners.size === 0) return null;
    const key = [...partners].map(([partner, nights]) => `${partner}:${nights.length}`).join();
    const before = newest.get(quantity);
    if (before?.key === key) return before.values;
    const measuredBy = measured(`${quantity}<${[...partners.keys()].join()}`);
    const values = { at: bridgedValues(series, quantity, partners), measured: measuredBy };
    newest.set(quantity, { key, values });
    return values;
  };
}

function partnersOn(doubleWear: DoubleWear, quantity: number, index: number): Partners {
  const partners = new Map<number, DoubleNights>();
  for (const [partner, nights] of doubleWear.get(quantity) ?? []) {
    const later = nights.findIndex((night) => night.index > index);
    const known = later < 0 ? nights : nights.slice(0, later);
    if (known.length >= fewestDoubleNights) partners.set(partner, known);
  }
  return partners;
}

/** Values in terms of a quantity: measured by it where it was, else bridged from a partner. */
function bridgedValues(
  series: Series,
  quantity: number,
  partners: Partners,
): (index: number) => CountedValue | null {
  // Medians of all nights of double wear: only worked out once a bridged value is asked for.
  const bridgeFrom = once((partner: number): Bridge => bridgeOf(partners.get(partner)!)!);
  return once((index) => {
    const measured = measuredOn(series, index);
    const own = measured.find((each) => each.quantity === quantity || each.quantity === 0);
    if (own !== undefined) return { ...own, bridged: false };
    const other = measured.find((each) => partners.has(each.quantity));
    if (other === undefined) return null;
    const value = bridged(bridgeFrom(other.quantity), other.value);
    return { value, text: JSON.stringify(`bridged ${value}`), source: other.source, bridged: true };
  });
}

/** The function, working out each answer once. */
function once<Key, Value>(answer: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, answer(key));
    return known.get(key)!;
  };
}
