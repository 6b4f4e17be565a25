import type { KpiValue } from '../domain/kpis/night-kpis.ts';
import type { CognitiveMode } from '../domain/modes/choose-mode.ts';
import type { Withheld } from '../domain/safety/finding.ts';
import { evolveSafety, initialSafety, standingNotices } from '../domain/safety-notice.ts';
import type { ReadDatabase } from './read-database.ts';

/** `baseline` until the first switch. */
export const cognitiveModeOf = async (db: ReadDatabase, userId: string): Promise<CognitiveMode> => {
  const row = await db
    .selectFrom('read.cognitive_modes')
    .select('mode')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.mode ?? 'baseline';
};

export interface NoticeItem {
  readonly flag: string;
  readonly level: string;
  readonly text: string;
  readonly withholds: readonly Withheld[];
  readonly since: string;
  readonly event_ids: readonly string[];
}

/** What stands now, the most pressing first. */
export const noticesOf = async (db: ReadDatabase, userId: string, now: Date): Promise<NoticeItem[]> => {
  const rows = await db
    .selectFrom('read.safety_notices')
    .select(['event_id', 'finding'])
    .where('user_id', '=', userId)
    .execute();
  const state = rows.reduce(
    (notices, { finding }) => evolveSafety(notices, { type: 'SafetyFlagRaised', data: finding }),
    initialSafety,
  );
  return standingNotices(state, now.toISOString()).map(({ flag, level, text, withholds, at }) => {
    const { event_id, finding } = rows.find((row) => row.finding.flag === flag)!;
    return { flag, level, text, withholds, since: at, event_ids: [event_id, ...finding.eventIds] };
  });
};

export interface KpiItem {
  readonly date: string;
  readonly eventId: string;
  readonly kpis: readonly KpiValue[];
}

/** The key figures of one night; null where they are not measured yet. */
export const kpisOn = async (db: ReadDatabase, userId: string, date: string): Promise<KpiItem | null> => {
  const row = await db
    .selectFrom('read.kpis')
    .select(['event_id', 'kpis'])
    .where('user_id', '=', userId)
    .where('date', '=', date)
    .executeTakeFirst();
  return row === undefined ? null : { date, eventId: row.event_id, kpis: row.kpis };
};
