import { type ContextTag, contextTags, type NightExtras } from '../night-extras.ts';
import { extendedRuleset } from './ruleset.ts';

const { contexts: rules, betaBlockerDays } = extendedRuleset;
const holds: Readonly<Partial<Record<ContextTag, number>>> = rules.nights;
const longest = Math.max(...Object.values(rules.nights));

/** Contexts of each day, in the order of the vocabulary: travel holds for 5 nights, a vaccination for 2. */
export function contextsInForce(days: readonly (NightExtras | null)[]): (readonly ContextTag[])[] {
  let newest = Number.NEGATIVE_INFINITY;
  return days.map((day, index) => {
    if ((day?.contexts?.length ?? 0) > 0) newest = index;
    if (index - newest >= longest) return [];
    const recent = days.slice(Math.max(0, index - longest + 1), index + 1).reverse();
    return contextTags.filter((tag) => {
      const ago = recent.findIndex((each) => each?.contexts?.includes(tag));
      return ago >= 0 && ago < (holds[tag] ?? 1);
    });
  });
}

/** Whether anything excludes the person from a state on each day. */
export function exclusionsInForce(days: readonly (NightExtras | null)[]): boolean[] {
  let lasting = false;
  let betaBlockerSince = Number.NEGATIVE_INFINITY;
  return days.map((day, index) => {
    if (day?.exclusions !== undefined) {
      lasting = day.exclusions.some((exclusion) => exclusion !== 'beta_blocker_change');
      if (day.exclusions.includes('beta_blocker_change')) betaBlockerSince = index;
    }
    return lasting || index - betaBlockerSince < betaBlockerDays;
  });
}
