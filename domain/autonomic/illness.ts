import type { Features } from './features.ts';
import { coreRuleset, type IllnessRule } from './ruleset.ts';
import { type Channel, channels } from './series.ts';

const { illness: rules } = coreRuleset;

/** Breathing and skin temperature point to an infection more than heart rate and its variability do. */
const specificChannels: readonly Channel[] = ['respiratory_rate', 'skin_temperature'];

export interface FiredRule {
  readonly points: number;
  /** The condition in words of the rule set, e.g. `z>=2&delta>=4`. */
  readonly rule: string;
}

export interface Illness {
  readonly points: number;
  /** Points of the specific channels. */
  readonly specific: number;
  /** Channels with at least one point. */
  readonly channels: number;
  readonly fired: Readonly<Record<Channel, FiredRule | null>>;
}

/** The illness points of one night, before the night before is looked at. */
export function illnessPoints(features: Features): Illness {
  const fired: Record<Channel, FiredRule | null> = {
    lnrmssd: strictestRule(rules.channels.lnrmssd, features.z_hrv, null),
    night_heart_rate: strictestRule(
      rules.channels.night_heart_rate,
      features.z_nremhr,
      features.delta_nremhr,
    ),
    respiratory_rate: strictestRule(rules.channels.respiratory_rate, features.z_resp, features.delta_resp),
    skin_temperature: strictestRule(rules.channels.skin_temperature, features.z_temp, features.delta_temp),
  };
  const sum = (of: readonly Channel[]) =>
    of.reduce((total, channel) => total + (fired[channel]?.points ?? 0), 0);
  return {
    points: sum(channels),
    specific: sum(specificChannels),
    channels: channels.filter((channel) => fired[channel] !== null).length,
    fired,
  };
}

/** The previous calendar night; one that was not classified counts as 0 and 0. */
export interface IllnessYesterday {
  readonly points: number;
  readonly specific: number;
}

/** The name of the raw illness rule that fired, or null. */
export function rawIllness(today: Illness, yesterday: IllnessYesterday): string | null {
  const { oneNight, twoNights } = rules;
  if (today.points >= oneNight.points && today.channels >= oneNight.channels) {
    return `p>=${oneNight.points}&ch>=${oneNight.channels}`;
  }
  const both = today.points >= twoNights.points && yesterday.points >= twoNights.points;
  return both && today.specific + yesterday.specific >= twoNights.specific
    ? `p>=${twoNights.points}&p_yesterday>=${twoNights.points}&spec>=${twoNights.specific}`
    : null;
}

/** Too much to be called balanced, too little to be called illness. */
export function illnessWatch(today: Illness): boolean {
  return today.points >= rules.watch.points && today.specific >= rules.watch.specific;
}

function strictestRule(
  candidates: readonly IllnessRule[],
  z: number | null,
  delta: number | null,
): FiredRule | null {
  if (z === null) return null;
  for (const { points, z: limit, delta: least } of candidates) {
    const far = limit < 0 ? z <= limit : z >= limit;
    if (!far || (least !== undefined && (delta === null || delta < least))) continue;
    const rule = `z${limit < 0 ? '<=' : '>='}${limit}`;
    return { points, rule: least === undefined ? rule : `${rule}&delta>=${least}` };
  }
  return null;
}
