import type { ConversationStore } from '../commands/record-turn.ts';
import { safetyOf } from '../commands/safety-notices.ts';
import type { Withheld } from '../domain/safety/finding.ts';
import { noticesToShow, type Standing, standingNotices } from '../domain/safety-notice.ts';
import { within } from './deadline.ts';
import type { Report } from './report.ts';

const NOTICES_DEADLINE_MS = 2_000;

export interface Notices {
  readonly notices: Standing[];
  readonly noticesToShow: Standing[];
  readonly withheld: readonly Withheld[];
  /** They could not be read. */
  readonly unread: boolean;
}

/** The red flags of readings and reports at that time. Where they cannot be read, nothing about training is said. */
export const readNotices = async (
  store: ConversationStore,
  report: Report,
  { userId, at }: { readonly userId: string; readonly at: string },
  signal: AbortSignal | undefined,
): Promise<Notices> => {
  try {
    const safety = await within(NOTICES_DEADLINE_MS, 'the red flags', () => safetyOf(store, userId), signal);
    const notices = standingNotices(safety, at);
    return {
      notices,
      noticesToShow: noticesToShow(safety, at),
      withheld: [...new Set(notices.flatMap(({ withholds }) => withholds))],
      unread: false,
    };
  } catch (error) {
    report('notices', error);
    return { notices: [], noticesToShow: [], withheld: ['training'], unread: true };
  }
};
