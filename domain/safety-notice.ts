import { mostPressing, type ReadingFlag, type SafetyFinding, safetyLevels } from './safety/finding.ts';

// Red flags of readings and reports (SF3 to SF12) and when a person was told. Stream `safety-{userId}`.

const day = 86_400_000;
/** A finding that stands is told again after this long, not daily. */
const againAfterMs = 7 * day;
/** Without new data a finding stands no longer than this. */
const standsForMs = 14 * day;

/** A finding is there: new, pressing more than before, or still there after a week. */
export interface SafetyFlagRaised {
  readonly type: 'SafetyFlagRaised';
  readonly data: SafetyFinding & {
    readonly userId: string;
    /** UTC instant. */
    readonly at: string;
    /** Readings and decisions it was found in. */
    readonly eventIds: readonly string[];
  };
}
export interface SafetyFlagCleared {
  readonly type: 'SafetyFlagCleared';
  readonly data: { readonly userId: string; readonly flag: ReadingFlag; readonly at: string };
}
/** The fixed texts stood in a reply. */
export interface SafetyNoticeShown {
  readonly type: 'SafetyNoticeShown';
  readonly data: { readonly userId: string; readonly flags: readonly ReadingFlag[]; readonly at: string };
}
export type SafetyEvent = SafetyFlagRaised | SafetyFlagCleared | SafetyNoticeShown;

export const safetyStream = (userId: string): string => `safety-${userId}`;

export interface Standing extends SafetyFinding {
  /** When it was raised last, and when it was last shown in a reply. */
  readonly at: string;
  readonly shownAt: string | null;
}
export type SafetyState = ReadonlyMap<ReadingFlag, Standing>;
export const initialSafety: SafetyState = new Map();

export const evolveSafety = (state: SafetyState, { type, data }: SafetyEvent): SafetyState => {
  const next = new Map(state);
  switch (type) {
    case 'SafetyFlagRaised': {
      const { flag, level, rule, text, withholds, at } = data;
      const before = state.get(flag);
      // What presses more is to be read again.
      const shownAt = before !== undefined && !pressesMore(data, before) ? before.shownAt : null;
      return next.set(flag, { flag, level, rule, text, withholds, at, shownAt });
    }
    case 'SafetyFlagCleared':
      next.delete(data.flag);
      return next;
    case 'SafetyNoticeShown':
      for (const flag of data.flags) {
        const standing = state.get(flag);
        if (standing !== undefined) next.set(flag, { ...standing, shownAt: data.at });
      }
      return next;
  }
};

const pressesMore = (a: Pick<SafetyFinding, 'level'>, b: Pick<SafetyFinding, 'level'>): boolean =>
  safetyLevels.indexOf(a.level) < safetyLevels.indexOf(b.level);

const age = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** What stands now, the most pressing first. What holds for good (SF12) does not age. */
export const standingNotices = (state: SafetyState, now: string): Standing[] => {
  const inForce = [...state.values()].filter(
    ({ level, at }) => level === 'general_only' || age(at, now) <= standsForMs,
  );
  const order = mostPressing(inForce).map(({ flag }) => flag);
  return inForce.sort((a, b) => order.indexOf(a.flag) - order.indexOf(b.flag));
};

/** What is to be read in a reply now: what was not in one for a week. */
export const noticesToShow = (state: SafetyState, now: string): Standing[] =>
  standingNotices(state, now).filter(({ shownAt }) => shownAt === null || age(shownAt, now) >= againAfterMs);

/** The flags among them that ask for watching; what holds for good, or only says that beats cannot be read, does not. */
export const pressingFlags = (notices: readonly Standing[]): ReadingFlag[] =>
  notices.filter(({ level }) => level !== 'general_only' && level !== 'data_quality').map(({ flag }) => flag);

export interface SafetyReview {
  readonly userId: string;
  readonly at: string;
  readonly findings: readonly (SafetyFinding & { readonly eventIds: readonly string[] })[];
}

/** Compares what is found now with what stands. Nothing about a state plays a part in it. */
export const reviewSafety = ({ userId, at, findings }: SafetyReview, state: SafetyState): SafetyEvent[] => {
  const pressing = mostPressing(findings);
  const raised = pressing.flatMap((finding): SafetyEvent[] => {
    const before = state.get(finding.flag);
    const isNew =
      before === undefined ||
      finding.level !== before.level ||
      finding.text !== before.text ||
      age(before.at, at) >= againAfterMs;
    return isNew ? [{ type: 'SafetyFlagRaised', data: { userId, at, ...finding } }] : [];
  });
  const found = new Set(pressing.map(({ flag }) => flag));
  const cleared = [...state.keys()]
    .filter((flag) => !found.has(flag))
    .map((flag): SafetyEvent => ({ type: 'SafetyFlagCleared', data: { userId, flag, at } }));
  return [...raised, ...cleared];
};
