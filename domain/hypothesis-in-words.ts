import { dateInWords } from './date-in-words.ts';
import type { HypothesisFormed, HypothesisTested } from './hypothesis.ts';

/** Nights with a context, as a sentence begins with them. */
const nightsWith: Readonly<Record<string, string>> = {
  alcohol: 'Nights after alcohol',
  late_meal: 'Nights after a late meal',
  late_hard_exercise: 'Nights after late hard exercise',
  travel: 'Nights of travel',
  vaccine: 'Nights after a vaccination',
  luteal: 'Nights of the luteal phase',
  altitude: 'Nights at altitude',
  hot_room: 'Nights in a hot room',
  late_caffeine: 'Nights after late caffeine',
};

const inWords = (context: string): string => nightsWith[context] ?? `Nights with "${context}"`;
const percent = (logarithm: number): string => `${Math.round(100 * Math.expm1(logarithm))} %`;

/** An open question, before there is anything to say. */
export const formedInWords = ({ context, taggedNights, formedOn }: HypothesisFormed['data']): string =>
  `${inWords(context)} (${context}): an open question since ${dateInWords(formedOn)} whether heart rate variability ` +
  `(HRV) differs on them. ${taggedNights} such nights so far.`;

/** What a test found: how large, how sure, from how many nights; never more than an association. */
export const testedInWords = ({ context, testedOn, effect, verdict }: HypothesisTested['data']): string => {
  const { changePercent, interval95, taggedNights, plainNights, sharedNights } = effect;
  const size = `${Math.abs(Math.round(changePercent))} % ${changePercent < 0 ? 'lower' : 'higher'}`;
  const found = {
    supported: `heart rate variability (HRV) was ${size}`,
    no_effect: 'heart rate variability (HRV) shows no difference that matters',
    open: `it is still open whether heart rate variability (HRV) differs; so far it was ${size}`,
  }[verdict];
  const shared =
    sharedNights > 0 ? ` ${sharedNights} of them had something else as well; which it was is not known.` : '';
  return (
    `${inWords(context)} (${context}), as of ${dateInWords(testedOn)}: ${found} in your data ` +
    `(95 % interval ${percent(interval95.low)} to ${percent(interval95.high)}; ${taggedNights} such nights against ` +
    `${plainNights} without any). An association, no proof of a cause.${shared}`
  );
};
