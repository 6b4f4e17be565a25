import type { EvidenceChannel, EvidenceItem } from './autonomic/evidence.ts';
import { coreRuleset } from './autonomic/ruleset.ts';

/** The order in which a person reads a night. */
const order: readonly EvidenceChannel[] = [
  'lnrmssd',
  'h7',
  'night_heart_rate',
  'respiratory_rate',
  'skin_temperature',
  'sleep',
  'sleep7',
  'sleep_debt',
  'load',
  'subjective',
  'self_report',
  'overreaching',
  'baseline_shift',
];

export const inReadingOrder = (items: readonly EvidenceItem[]): EvidenceItem[] =>
  [...items].sort((a, b) => order.indexOf(a.channel) - order.indexOf(b.channel));

/** Without the minus of a negative zero. */
const fixed = (value: number, decimals: number): string => {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? (0).toFixed(decimals) : text;
};
const milliseconds = (lnMs: number): string => `${fixed(Math.exp(lnMs), 0)} ms`;
const perMinute = (value: number, decimals: number): string => `${fixed(value, decimals)} per minute`;
const celsius = (value: number): string => `${fixed(value, 1)} °C`;

/** Whole minutes as hours and minutes. */
const duration = (minutes: number): string => {
  const whole = Math.round(minutes);
  return `${Math.floor(whole / 60)} h ${whole % 60} min`;
};

/** Percent of the quantity itself; below half a percent nothing is said. */
const change = (percent: number | null): string => {
  if (percent === null || Math.abs(percent) < 0.5) return '';
  return `, ${fixed(Math.abs(percent), 0)}% ${percent < 0 ? 'lower' : 'higher'}`;
};

const usually = (words: string | null, percent: number | null = null): string =>
  words === null ? '' : ` (usually ${words}${change(percent)})`;

/**
 * One value and the person's usual value, e.g. `heart rate asleep 72 per minute (usually 58 per minute)`.
 * HRV is told as RMSSD: exp of the value and of the baseline's middle, which are logarithms of milliseconds.
 */
export const evidenceInWords = (item: EvidenceItem): string => {
  const { value, baseline } = item;
  const middle = baseline?.median ?? baseline?.mean ?? null;
  const told = (words: (value: number) => string): string | null => (middle === null ? null : words(middle));
  switch (item.channel) {
    case 'lnrmssd':
      return `heart rate variability (HRV, as RMSSD) ${milliseconds(value)}${usually(told(milliseconds), item.change_percent)}`;
    case 'h7':
      return `weekly mean HRV ${milliseconds(value)}${usually(told(milliseconds), item.change_percent)}`;
    case 'night_heart_rate': {
      const name = item.source?.metric.includes('resting') ? 'resting heart rate' : 'heart rate asleep';
      const words = (rate: number) => perMinute(rate, 0);
      return `${name} ${words(value)}${usually(told(words))}`;
    }
    case 'respiratory_rate': {
      const words = (rate: number) => perMinute(rate, 1);
      return `breathing ${words(value)}${usually(told(words))}`;
    }
    case 'skin_temperature':
      return isDeviation(value)
        ? `skin temperature ${celsius(Math.abs(value))} ${value < 0 ? 'below' : 'above'} what the device takes as usual`
        : `skin temperature ${celsius(value)}${usually(told(celsius))}`;
    case 'sleep':
      return `sleep ${duration(value)}`;
    case 'sleep7':
      return `mean sleep of the week ${duration(value)}`;
    case 'sleep_debt':
      return `sleep debt ${duration(value)}`;
    case 'load':
      return item.rule?.startsWith('monotony')
        ? `training monotony ${fixed(value, 1)}`
        : `recent training load ${fixed(value, 2)} times the usual`;
    case 'subjective':
      return `how you feel ${fixed(value, 1)} of 5${usually(told((score) => fixed(score, 1)))}`;
    case 'self_report':
      return 'what you reported about how you feel';
    case 'overreaching':
      return `a pattern of unusual weekly HRV on ${fixed(value, 0)}% of the last ${item.nights} assessed nights`;
    case 'baseline_shift':
      return `median HRV of 60 days ${milliseconds(value)}${usually(told(milliseconds), item.change_percent)}`;
  }
};

/** The ranges that the analyser accepts of absolute temperatures and of deviations do not touch. */
const isDeviation = (value: number): boolean =>
  value <= coreRuleset.acceptance.skinTemperatureDeviationCel[1];

const channelNames: Readonly<Record<string, string>> = {
  lnrmssd: 'heart rate variability',
  night_heart_rate: 'heart rate asleep',
  respiratory_rate: 'breathing',
  skin_temperature: 'skin temperature',
  sleep: 'sleep of this night',
  sleep7: 'enough nights of sleep this week',
  subjective: 'how you feel',
  load: 'training load',
};

/** A code of `EvidenceObject.missing` in words; an unknown code is told with its underscores as spaces. */
export const missingInWords = (code: string): string => {
  if (code === 'subjective_baseline') return 'enough earlier days of how you feel';
  const channel = code.replace(/_baseline$/, '');
  const name = channelNames[channel] ?? channel.replaceAll('_', ' ');
  return channel === code ? name : `enough earlier nights of ${name}`;
};

export const listInWords = (parts: readonly string[]): string =>
  parts.length <= 1 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
