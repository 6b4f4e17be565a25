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
  if (doubleWear.size === 0) return () => null;
  const newest = new Map<string, BridgedValues>();
  return (index) => {
    const quantity = series.currentQuantity[index]!;
    const partners = partnersOn(doubleWear, quantity, index);
    if (partners.size === 0) return null;
    // With another partner more days have a value; with more double nights the bridged values are others.
    const among = `${quantity}<${[...partners.keys()].join()}`;
    const known = [...partners.values()].map(({ length }) => length).join();
    const before = newest.get(among);
    if (before?.known === known) return before;
    const measured = before?.measured ?? once((day: number) => measuredValue(series, day, quantity));
    const bridgedOn = once(bridgedValues(series, partners));
    const values = { known, measured, at: (day: number) => measured(day) ?? bridgedOn(day) };
    newest.set(among, values);
    return values;
  };
}

interface BridgedValues extends QuantityValues {
  /** How many nights of double wear each bridge rests on. */
  readonly known: string;
  readonly measured: (day: number) => CountedValue | null;
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

/** What the quantity's own device, or an unknown one, measured on a day. */
function measuredValue(series: Series, index: number, quantity: number): CountedValue | null {
  const own = measuredOn(series, index).find((each) => each.quantity === quantity || each.quantity === 0);
  return own === undefined ? null : { ...own, bridged: false };
}

/** What a partner measured on a day, bridged. */
function bridgedValues(series: Series, partners: Partners): (index: number) => CountedValue | null {
  // Medians of all nights of double wear: only worked out once a bridged value is asked for.
  const bridgeFrom = once((partner: number): Bridge => bridgeOf(partners.get(partner)!)!);
  return (index) => {
    const other = measuredOn(series, index).find((each) => partners.has(each.quantity));
    if (other === undefined) return null;
    const value = bridged(bridgeFrom(other.quantity), other.value);
    return { value, text: `"bridged ${value}"`, source: other.source, bridged: true };
  };
}

/** The function, working out each answer once. */
function once<Key, Value>(answer: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, answer(key));
    return known.get(key)!;
  };
}
