import { dayNumber } from './autonomic/calendar.ts';
import type { Judged } from './hypotheses/judge.ts';

// Something NEUROS wonders about one person, e.g. "alcohol nights lower your HRV". Stream `hypothesis-{hypothesisId}`.

/** Tagged nights that make a question worth asking, and after which an open one is given up. */
const fewestToForm = 3;
const mostTagged = 40;
/** Days without a new tagged night after which it is given up. */
const quietDays = 180;

interface Subject {
  readonly hypothesisId: string;
  readonly userId: string;
}
export interface HypothesisFormed {
  readonly type: 'HypothesisFormed';
  readonly data: Subject & {
    readonly context: string;
    readonly metric: 'lnrmssd';
    readonly formedOn: string;
    readonly taggedNights: number;
    readonly sourceEventIds: readonly string[];
  };
}
export interface HypothesisTested {
  readonly type: 'HypothesisTested';
  readonly data: Subject & { readonly testedOn: string; readonly context: string } & Judged;
}
export interface HypothesisRetired {
  readonly type: 'HypothesisRetired';
  readonly data: Subject & {
    readonly retiredOn: string;
    readonly reason: 'no_effect' | 'undecided' | 'no_new_nights' | 'asked';
  };
}
export type HypothesisEvent = HypothesisFormed | HypothesisTested | HypothesisRetired;

/** The types of all of them. */
export const hypothesisEvents = [
  'HypothesisFormed',
  'HypothesisTested',
  'HypothesisRetired',
] as const satisfies readonly HypothesisEvent['type'][];

export const hypothesisStream = (hypothesisId: string): string => `hypothesis-${hypothesisId}`;

export interface HypothesisState {
  readonly status: 'none' | 'formed' | 'retired';
  readonly subject: Subject | null;
  readonly context: string | null;
  readonly last: Judged | null;
  /** Local date on which its verdict became what it is; null while it is untested, and after the person gave it up. */
  readonly verdictSince: string | null;
}
export const initialHypothesis: HypothesisState = {
  status: 'none',
  subject: null,
  context: null,
  last: null,
  verdictSince: null,
};

export const evolveHypothesis = (state: HypothesisState, event: HypothesisEvent): HypothesisState => {
  const { hypothesisId, userId } = event.data;
  switch (event.type) {
    case 'HypothesisFormed':
      return {
        ...initialHypothesis,
        status: 'formed',
        subject: { hypothesisId, userId },
        context: event.data.context,
      };
    case 'HypothesisTested': {
      const { effect, q, verdict, testedOn } = event.data;
      const verdictSince = state.last?.verdict === verdict ? state.verdictSince : testedOn;
      return { ...state, last: { effect, q, verdict }, verdictSince };
    }
    case 'HypothesisRetired': {
      const verdictSince = event.data.reason === 'asked' ? null : state.verdictSince;
      return { ...state, status: 'retired', verdictSince };
    }
  }
};

export type HypothesisCommand =
  | { readonly type: 'form'; readonly data: HypothesisFormed['data'] }
  | { readonly type: 'test'; readonly on: string; readonly judged: Judged }
  /** The calendar moved on; `lastTagged` is the date of the newest night with the context. */
  | { readonly type: 'pass'; readonly on: string; readonly lastTagged: string }
  | { readonly type: 'retire'; readonly on: string };

/** Every further night without the context moves the numbers a little; that alone is not worth another event. */
const saysTheSame = (judged: Judged, last: Judged): boolean =>
  judged.verdict === last.verdict && judged.effect.taggedNights === last.effect.taggedNights;

export const decideHypothesis = (command: HypothesisCommand, state: HypothesisState): HypothesisEvent[] => {
  if (command.type === 'form') {
    const worth = command.data.taggedNights >= fewestToForm;
    return worth && state.status === 'none' ? [{ type: 'HypothesisFormed', data: command.data }] : [];
  }
  if (state.status !== 'formed' || state.subject === null) return [];
  const { subject } = state;
  const retired = (reason: HypothesisRetired['data']['reason']): HypothesisEvent => ({
    type: 'HypothesisRetired',
    data: { ...subject, retiredOn: command.on, reason },
  });
  switch (command.type) {
    case 'test': {
      const { judged, on } = command;
      if (state.last !== null && saysTheSame(judged, state.last)) return [];
      const tested: HypothesisEvent = {
        type: 'HypothesisTested',
        data: { ...subject, testedOn: on, context: state.context!, ...judged },
      };
      if (judged.verdict === 'no_effect') return [tested, retired('no_effect')];
      const given = judged.verdict === 'open' && judged.effect.taggedNights >= mostTagged;
      return given ? [tested, retired('undecided')] : [tested];
    }
    case 'pass': {
      const quiet = dayNumber(command.on) - dayNumber(command.lastTagged) > quietDays;
      return quiet && state.last?.verdict !== 'supported' ? [retired('no_new_nights')] : [];
    }
    case 'retire':
      return [retired('asked')];
  }
};
