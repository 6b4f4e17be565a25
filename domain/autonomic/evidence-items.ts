import { ownChannels, supports } from './agreement.ts';
import { laggedSpan, type Reference, referenceSpan } from './baseline.ts';
import { dateOf } from './calendar.ts';
import type { EvidenceBaseline, EvidenceItem } from './evidence.ts';
import type { Features } from './features.ts';
import type { FiredRule, Illness } from './illness.ts';
import type { ValueSource } from './night.ts';
import type { NightObservation } from './observation.ts';
import { coreRuleset } from './ruleset.ts';
import { channels } from './series.ts';
import type { ClassifiedState } from './state.ts';
import type { Strain, StrainChannel } from './strain.ts';
import type { Window } from './window.ts';

/** The rules a night fired, by channel. */
export interface FiredRules {
  readonly illness: Illness;
  readonly strain: Strain;
}

/** Every item of a night, without saying yet whether it supports the state. `fired` is null for an unclassified night. */
export function evidenceItems(observation: NightObservation, fired: FiredRules | null): EvidenceItem[] {
  const items: EvidenceItem[] = [];
  const nextId = () => `E${items.length + 1}`;
  const { day, week, sleep, lagged, laggedWindow, h7 } = observation;
  const referenceWindow = windowText(referenceSpan(day));
  for (const channel of channels) {
    const { value, source, reference, z, delta, window } = observation.channels[channel];
    if (value === null) continue;
    const strain = channel in strainChannels ? fired?.strain.fired[channel as StrainChannel] : null;
    items.push({
      id: nextId(),
      channel,
      value: rounded(value),
      unit: units[channel],
      nights: 1,
      baseline: channelBaseline(reference, referenceWindow, window),
      delta: roundedOrNull(delta),
      change_percent: channel === 'lnrmssd' ? percent(delta) : null,
      z: fired === null ? null : roundedOrNull(z),
      ...points(fired?.illness.fired[channel], strain),
      ...provenance(source),
      citations: coreRuleset.citations[channel],
    });
  }
  if (fired !== null && week.mean !== null && lagged !== null) {
    const delta = week.mean - lagged.mean;
    items.push({
      id: nextId(),
      channel: 'h7',
      value: rounded(week.mean),
      unit: 'ln ms',
      nights: week.n,
      baseline: {
        mean: rounded(lagged.mean),
        sd: rounded(lagged.deviation),
        n: lagged.n,
        ...bridgedCount(lagged.fromReference ? observation.channels.lnrmssd.window : laggedWindow),
        window: lagged.fromReference ? referenceWindow : windowText(laggedSpan(day)),
      },
      delta: rounded(delta),
      change_percent: percent(delta),
      z: roundedOrNull(h7),
      ...points(null, fired.strain.fired.h7),
      source: null,
      event_ids: eventIdsOf(week.sources),
      citations: coreRuleset.citations.h7,
    });
  }
  const slept = sleep.values.at(-1) ?? null;
  if (slept !== null) items.push(sleepItem(nextId(), 'sleep', slept, 1, null, sleep.sources.slice(-1)));
  if (sleep.mean !== null) {
    items.push(sleepItem(nextId(), 'sleep7', sleep.mean, sleep.n, fired?.strain.fired.sleep7, sleep.sources));
  }
  return items;
}

/** Whether an item speaks against the state the night was given. */
export function contradicts(item: EvidenceItem, state: ClassifiedState, features: Features): boolean {
  const calmState = state === 'balanced' || state === 'primed';
  if (calmState && item.points + item.strain_points > 0) return true;
  if (item.channel === 'sleep') return false;
  if (item.channel === 'h7') {
    return state === 'strained' && (features.h7 ?? 0) >= coreRuleset.strain.stay.weeklyHrvLow;
  }
  const own = ownChannels(state).find((channel) => channel === item.channel);
  return own !== undefined && supports(own, state, features) === false;
}

/**
 * What would have said more: a channel without a value (`skin_temperature`), one whose reference is still too small
 * (`skin_temperature_baseline`), and what the core rules never look at.
 */
export function missingInputs(observation: NightObservation): string[] {
  const missing: string[] = [];
  for (const channel of channels) {
    const { value, z } = observation.channels[channel];
    if (value === null) missing.push(channel);
    else if (z === null) missing.push(`${channel}_baseline`);
  }
  if (observation.sleep.values.at(-1) === null) missing.push('sleep');
  if (observation.sleep.mean === null) missing.push('sleep7');
  return [...missing, 'subjective', 'load'];
}

const units = {
  lnrmssd: 'ln ms',
  night_heart_rate: '/min',
  respiratory_rate: '/min',
  skin_temperature: 'Cel',
} as const;

const strainChannels = { lnrmssd: true, night_heart_rate: true };

function sleepItem(
  id: string,
  channel: 'sleep' | 'sleep7',
  minutes: number,
  nights: number,
  strain: FiredRule | null | undefined,
  sources: readonly (ValueSource | null)[],
): EvidenceItem {
  return {
    id,
    channel,
    value: rounded(minutes),
    unit: 'min',
    nights,
    baseline: null,
    delta: null,
    change_percent: null,
    z: null,
    ...points(null, strain),
    ...provenance(nights === 1 ? (sources[0] ?? null) : null),
    event_ids: eventIdsOf(sources),
    citations: coreRuleset.citations.sleep7,
  };
}

function points(illness: FiredRule | null | undefined, strain: FiredRule | null | undefined) {
  return {
    rule: illness?.rule ?? strain?.rule ?? null,
    points: illness?.points ?? 0,
    strain_points: strain?.points ?? 0,
  };
}

function provenance(source: ValueSource | null): Pick<EvidenceItem, 'source' | 'event_ids'> {
  if (source === null) return { source: null, event_ids: [] };
  const { provider, device, metric, documentKey, eventId } = source;
  return { source: { provider, device, metric, record_id: documentKey }, event_ids: [eventId] };
}

export function eventIdsOf(sources: readonly (ValueSource | null)[]): string[] {
  return [...new Set(sources.flatMap((source) => (source === null ? [] : [source.eventId])))];
}

/** A reference is shown, as "so far", once it is provisional. */
function channelBaseline(
  reference: Reference | null,
  window: string,
  values: Window,
): EvidenceBaseline | null {
  if (reference === null || reference.n < coreRuleset.baseline.provisionalFrom) return null;
  return {
    median: rounded(reference.median),
    mad_scaled: rounded(reference.scaledMad),
    n: reference.n,
    ...bridgedCount(values),
    window,
  };
}

export const bridgedCount = ({ bridged }: Window): { bridged?: number } => (bridged > 0 ? { bridged } : {});

function windowText(span: { readonly first: number; readonly last: number }): string {
  return `${dateOf(span.first)}..${dateOf(span.last)}`;
}

const percent = (delta: number | null) => roundedOrNull(delta === null ? null : 100 * Math.expm1(delta));

const roundedOrNull = (value: number | null) => (value === null ? null : rounded(value));

/** Six decimals, as far as a number has them; adding 0 turns -0 into 0. */
export function rounded(value: number): number {
  return Math.abs(value) > 1e9 ? value : Math.round(value * 1e6) / 1e6 + 0;
}
