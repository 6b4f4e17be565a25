import { type ConversationStore, lastMessage } from '../../commands/record-turn.ts';
import { type Suggestions, withoutKeptAway } from '../../commands/suggest-interventions.ts';
import { coreRuleset } from '../../domain/autonomic/ruleset.ts';
import type { Withheld } from '../../domain/safety/finding.ts';
import type { RedFlag } from '../../domain/safety/red-flags.ts';
import { within } from '../deadline.ts';
import { type HardDaysUpTo, readHardDays } from '../hard-days.ts';
import { readNotices } from '../notices.ts';
import type { NightReader, ReadNight } from '../ports.ts';
import { daysBefore, isFollowUp, type Question, questionOf } from '../question.ts';
import type { Report } from '../report.ts';
import { runOf, type Situation } from '../situation.ts';
import type { ChatStateUpdate, ChatStateValue } from '../state.ts';
import { type InterventionDesk, readSuggestions } from '../suggestions.ts';

const { referenceDays } = coreRuleset.baseline;
/** The newest night and its reference days. */
const NIGHTS = referenceDays + 1;
const NIGHTS_DEADLINE_MS = 2_000;
const CONVERSATION_DEADLINE_MS = 5_000;
const KPIS_DEADLINE_MS = 500;

export interface PerceiveDependencies {
  readonly store: ConversationStore;
  readonly nights: NightReader;
  readonly interventions: InterventionDesk;
  readonly kpisMeasured: (userId: string, date: string) => Promise<boolean>;
  readonly hardDaysUpTo: HardDaysUpTo;
  readonly screen: (text: string) => readonly RedFlag[];
  readonly report: Report;
}

/** Screens the message before anything else is asked or can fail; then looks at what the reply may speak of. */
export const createPerceive =
  ({ store, nights, interventions, kpisMeasured, hardDaysUpTo, screen, report }: PerceiveDependencies) =>
  async (state: ChatStateValue, config: { signal?: AbortSignal }): Promise<ChatStateUpdate> => {
    const { userId, sessionId, message, at } = state;
    let unscreened = false;
    try {
      const flags = [...screen(message)];
      if (flags.length > 0) return { flags };
    } catch (error) {
      report('screen', error);
      unscreened = true;
    }
    const reading = readNotices(store, report, state, config.signal);
    const earlier = isFollowUp(message)
      ? await within(
          CONVERSATION_DEADLINE_MS,
          'the conversation',
          () => lastMessage(store, userId, sessionId),
          config.signal,
        )
      : null;
    const isMeasured = async (newest: ReadNight | null): Promise<boolean> => {
      if (newest === null) return false;
      return within(KPIS_DEADLINE_MS, 'the key figures', () =>
        kpisMeasured(userId, newest.decision.date),
      ).catch((error) => {
        report('kpis', error);
        return false;
      });
    };
    const utcDate = at.slice(0, 10);
    try {
      const situation = await within(
        NIGHTS_DEADLINE_MS,
        'the nights',
        async () => {
          const latest = await nights.latest(userId, NIGHTS);
          const today = todayOf(latest, utcDate);
          const asked = await askedNight(userId, nights, latest, resolve(message, earlier, today), today);
          return situationOf(latest, today, questionOf(message, today), asked);
        },
        config.signal,
      );
      const { question, newest } = situation;
      const [{ withheld, unread, ...notices }, measured, { unread: unsuggested, ...suggestions }, hardDays] =
        await Promise.all([
          reading,
          isMeasured(newest),
          readSuggestions(interventions, question, state, report, config.signal),
          readHardDays(hardDaysUpTo, question, newest, userId, report, config.signal),
        ]);
      return {
        unscreened,
        ...notices,
        situation: { ...situation, withheld, suggestions: heeding(suggestions, withheld), hardDays },
        partial: unread || unsuggested || hardDays === null,
        kpisMeasured: measured,
      };
    } catch (error) {
      report('nights', error);
      const unreachable = {
        ...situationOf([], utcDate, questionOf(message, utcDate), null),
        unreachable: true,
      };
      const { withheld, unread: _, ...notices } = await reading;
      return { unscreened, ...notices, situation: { ...unreachable, withheld }, partial: true };
    }
  };

/** Suggestions without what red flags keep away. */
const heeding = (suggestions: Suggestions, withheld: readonly Withheld[]): Suggestions => {
  const { interventions, reason } = withoutKeptAway(suggestions.interventions, withheld);
  return { interventions, reason: suggestions.reason ?? reason };
};

/** East of Greenwich the night's date may be ahead of the UTC date. */
const todayOf = (latest: readonly ReadNight[], utcDate: string): string => {
  const newest = latest[0]?.decision.date ?? utcDate;
  return newest > utcDate && newest <= daysBefore(utcDate, -1) ? newest : utcDate;
};

/** A follow-up is about the night the message before was about. */
const resolve = (message: string, earlier: string | null, today: string): Question => {
  const question = questionOf(message, today);
  return question.kind === 'why' && earlier !== null ? questionOf(earlier, today) : question;
};

const askedNight = async (
  userId: string,
  nights: NightReader,
  latest: readonly ReadNight[],
  question: Question,
  today: string,
): Promise<Situation['asked']> => {
  if (question.kind !== 'night' && question.kind !== 'last_night') return null;
  const newest = latest[0];
  // West of Greenwich the last night may carry the date before the UTC date.
  const lastNight =
    newest !== undefined && newest.decision.date >= daysBefore(today, 1) ? newest.decision.date : today;
  const date = question.kind === 'night' ? question.date : lastNight;
  const known = latest.find(({ decision }) => decision.date === date);
  return { date, night: known ?? (await nights.on(userId, date)) };
};

const situationOf = (
  latest: readonly ReadNight[],
  today: string,
  question: Question,
  asked: Situation['asked'],
): Situation => {
  const newest = latest[0] ?? null;
  const date = newest?.decision.date ?? today;
  const hrvDates = latest
    .filter(({ decision }) => decision.features.lnrmssd !== null)
    .map(({ decision }) => decision.date);
  return {
    question,
    today,
    newest,
    ageDays: Math.max(0, (Date.parse(today) - Date.parse(date)) / 86_400_000),
    ...runOf(latest),
    asked,
    hrvNights: hrvDates.filter((day) => day < date && day >= daysBefore(date, referenceDays)).length,
    hrvNightsOfWeek: hrvDates.filter((day) => day > daysBefore(date, coreRuleset.week.days)).length,
    unreachable: false,
    hardDays: null,
    withheld: [],
    suggestions: { interventions: [], reason: null },
  };
};
