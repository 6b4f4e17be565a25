import { dateOf } from '../calendar.ts';
import { type Drift, longSpan, type ShiftRun } from '../drift.ts';
import type { EvidenceItem } from '../evidence.ts';
import { contradicts, eventIdsOf, evidenceItems, missingInputs, rounded } from '../evidence-items.ts';
import type { Features } from '../features.ts';
import type { FiredRule } from '../illness.ts';
import type { NightObservation } from '../observation.ts';
import type { ClassifiedState } from '../state.ts';
import type { AgainstPrimed } from './classify.ts';
import { supportsByWellbeing } from './confidence.ts';
import type { ExtraFacts } from './facts.ts';
import type { ReportedIllness } from './illness.ts';
import type { Overreaching } from './overreached.ts';
import { extendedRuleset } from './ruleset.ts';
import type { ExtendedStrain } from './strain.ts';

const { citations, subjective } = extendedRuleset;

type ExtraItem = Pick<EvidenceItem, 'channel' | 'value' | 'unit'> & Partial<EvidenceItem>;

export interface EvidenceInput {
  readonly observation: NightObservation;
  readonly facts: ExtraFacts;
  /** Null for a night that was not classified. */
  readonly fired: {
    readonly illness: ReportedIllness;
    readonly strain: ExtendedStrain;
    readonly againstPrimed: AgainstPrimed;
  } | null;
  readonly overreaching: Overreaching | null;
  /** Told only where the baseline has shifted. */
  readonly shift: { readonly run: ShiftRun; readonly drift: Drift } | null;
}

/** The core items of a night and, numbered on, one for each optional input that is known. */
export function extendedEvidenceItems(input: EvidenceInput): EvidenceItem[] {
  const core = evidenceItems(input.observation, input.fired);
  const extra = extraItems(input).map((item, index) => completed(item, core.length + index + 1));
  return [...core, ...extra];
}

function extraItems({ observation, facts, fired, overreaching, shift }: EvidenceInput): ExtraItem[] {
  const { wellbeing, load, sleepDebtMin } = facts;
  const items: ExtraItem[] = [];
  if (facts.symptoms.length > 0) {
    items.push({
      channel: 'self_report',
      value: facts.symptoms.length,
      unit: '1',
      rule: fired?.illness.selfReport?.rule ?? facts.symptoms.join('|'),
      points: fired?.illness.selfReport?.points ?? 0,
      event_ids: facts.eventIds.words,
    });
  }
  if (wellbeing.value !== null) {
    const { mean, deviation, n } = wellbeing;
    const window = `${dateOf(observation.day - subjective.referenceDays)}..${dateOf(observation.day - 1)}`;
    items.push({
      channel: 'subjective',
      value: rounded(wellbeing.value),
      unit: '1',
      baseline:
        mean === null || deviation === null
          ? null
          : { mean: rounded(mean), sd: rounded(deviation), n, window },
      delta: mean === null ? null : rounded(wellbeing.value - mean),
      z: wellbeing.z === null ? null : rounded(wellbeing.z),
      event_ids: facts.eventIds.words,
      ...strained(fired?.strain.extra.subjective, fired?.againstPrimed.subjective),
    });
  }
  const loadValue = load.rule?.startsWith('monotony') ? load.monotony : (load.ratio ?? load.monotony);
  if (loadValue !== null) {
    items.push({
      channel: 'load',
      value: rounded(loadValue),
      unit: '1',
      event_ids: facts.eventIds.load,
      ...strained(fired?.strain.extra.load, fired?.againstPrimed.load),
    });
  }
  if (sleepDebtMin !== null) {
    const debt = { channel: 'sleep_debt', value: rounded(sleepDebtMin), unit: 'min' } as const;
    const event_ids = eventIdsOf(observation.sleep.sources);
    items.push({ ...debt, event_ids, ...strained(fired?.strain.extra.sleep_debt) });
  }
  if (fired !== null && overreaching !== null && overreaching.share > 0) {
    const { share, nights, type, supporting } = overreaching;
    const rule = [type, ...supporting].join('&');
    items.push({ channel: 'overreaching', value: rounded(100 * share), unit: '%', nights, rule });
  }
  if (shift !== null) {
    const { median60, median180, sigma, distance, n180 } = shift.drift;
    const { first, last } = longSpan(observation.day);
    const window = `${dateOf(first)}..${dateOf(last)}`;
    items.push({
      channel: 'baseline_shift',
      value: rounded(median60),
      unit: 'ln ms',
      nights: 60,
      baseline: { median: rounded(median180), mad_scaled: rounded(sigma), n: n180, window },
      delta: rounded(median60 - median180),
      change_percent: rounded(100 * Math.expm1(median60 - median180)),
      z: rounded(distance),
      rule: `${shift.run.direction},days>=${shift.run.days}`,
    });
  }
  return items;
}

/** The strain rule that an input fired, or the one by which it keeps the night from being primed. */
const strained = (fired: FiredRule | null | undefined, againstPrimed?: string | null) =>
  fired === null || fired === undefined
    ? { rule: againstPrimed ?? null }
    : { rule: fired.rule, strain_points: fired.points };

function completed(item: ExtraItem, number: number): EvidenceItem {
  return {
    id: `E${number}`,
    nights: 1,
    baseline: null,
    delta: null,
    change_percent: null,
    z: null,
    rule: null,
    points: 0,
    strain_points: 0,
    source: null,
    event_ids: [],
    citations: citations[item.channel as keyof typeof citations],
    ...item,
  };
}

/** Whether an item speaks against the state the night was given. */
export function contradictsExtended(
  item: EvidenceItem,
  state: ClassifiedState,
  features: Features,
  facts: ExtraFacts,
): boolean {
  if (item.channel === 'subjective' && item.strain_points === 0) {
    return supportsByWellbeing(facts.wellbeing.z, state) === false;
  }
  if (item.channel === 'h7' && state === 'overreached') return false;
  return contradicts(item, state, features);
}

/** The core list, without what is known by the optional inputs. */
export function missingExtended(observation: NightObservation, { wellbeing, load }: ExtraFacts): string[] {
  return missingInputs(observation).flatMap((code) => {
    if (code === 'subjective' && wellbeing.value !== null)
      return wellbeing.z === null ? ['subjective_baseline'] : [];
    return code === 'load' && load.known ? [] : [code];
  });
}
