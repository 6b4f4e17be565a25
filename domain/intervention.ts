import { dateOf, dayNumber } from './autonomic/calendar.ts';
import { CodedError } from './errors.ts';
import type { Circumstances } from './interventions/circumstances.ts';
import type { Signal } from './interventions/intervention-kind.ts';
import type { NoOutcome, Outcome } from './interventions/outcome.ts';
import type { RecoveryTime } from './interventions/own-recovery.ts';

// One intervention in the life of a person, from its proposal to what came of it. Stream `intervention-{interventionId}`.

/** Days a proposal waits for an answer, and an accepted one for its first log after the planned days. */
export const answerDays = 7;
export const logGraceDays = 7;

interface Subject {
  readonly interventionId: string;
  readonly userId: string;
}
export interface Proposal extends Subject {
  /** Id in the catalogue. */
  readonly kind: string;
  readonly rank: 'primary' | 'secondary';
  /** Evidence items of the decision it answers to, and the event of that decision. */
  readonly why: readonly string[];
  /** What of the night, of habits and wishes it answers to. Absent in events of the time before it was told. */
  readonly answersTo?: readonly Signal[];
  readonly decisionEventId: string | null;
  readonly prompted: boolean;
  readonly proposedOn: string;
  readonly plannedDays: number;
  readonly windowDays: readonly [first: number, last: number];
  /** Days after its end for which it may still show. Absent in events of the time before it was told. */
  readonly washoutDays?: number;
}
export interface InterventionProposed {
  readonly type: 'InterventionProposed';
  readonly data: Proposal;
}
export interface InterventionAccepted {
  readonly type: 'InterventionAccepted';
  readonly data: Subject & {
    readonly acceptedOn: string;
    readonly checkFrom: string;
    readonly checkUntil: string;
  };
}
export interface InterventionDeclined {
  readonly type: 'InterventionDeclined';
  readonly data: Subject & { readonly declinedOn: string; readonly reason: string | null };
}
export interface InterventionAdherenceLogged {
  readonly type: 'InterventionAdherenceLogged';
  readonly data: Subject & { readonly date: string; readonly done: boolean };
}
export interface InterventionCompleted {
  readonly type: 'InterventionCompleted';
  /** `adherence`: share (0 to 1) of the planned days that were done. */
  readonly data: Subject & { readonly completedOn: string; readonly adherence: number };
}
export interface InterventionExpired {
  readonly type: 'InterventionExpired';
  readonly data: Subject & { readonly expiredOn: string; readonly reason: 'not_answered' | 'not_followed' };
}
export interface InterventionOutcomeEvaluated {
  readonly type: 'InterventionOutcomeEvaluated';
  /** `outcome` is null where nothing can be said; `reason` then says why. */
  readonly data: Subject & {
    readonly kind: string;
    readonly evaluatedOn: string;
    readonly outcome: Outcome | null;
    readonly reason: NoOutcome | null;
    /** What else was going on, and how long recovery took. Absent in events of the time before these were told. */
    readonly circumstances?: Circumstances | null;
    readonly recovery?: RecoveryTime | null;
  };
}
export type InterventionEvent =
  | InterventionProposed
  | InterventionAccepted
  | InterventionDeclined
  | InterventionAdherenceLogged
  | InterventionCompleted
  | InterventionExpired
  | InterventionOutcomeEvaluated;

/** The types of all of them. */
export const interventionEvents = [
  'InterventionProposed',
  'InterventionAccepted',
  'InterventionDeclined',
  'InterventionAdherenceLogged',
  'InterventionCompleted',
  'InterventionExpired',
  'InterventionOutcomeEvaluated',
] as const satisfies readonly InterventionEvent['type'][];

export const interventionStream = (interventionId: string): string => `intervention-${interventionId}`;

export type InterventionStatus = 'none' | 'proposed' | 'accepted' | 'declined' | 'completed' | 'expired';
export interface InterventionState {
  readonly status: InterventionStatus;
  readonly proposal: Proposal | null;
  readonly acceptedOn: string | null;
  /** First and last date of the nights that its outcome is read from; known once it is accepted. */
  readonly check: { readonly from: string; readonly until: string } | null;
  /** Whether the intervention was done, by local date. */
  readonly log: Readonly<Record<string, boolean>>;
  /** When it was declined, completed or expired. */
  readonly endedOn: string | null;
  readonly outcome: Outcome | null;
  /** Why there is no outcome, once that is final. */
  readonly noOutcome: NoOutcome | null;
  /** Both with an outcome, or with the reason why there is none. */
  readonly circumstances: Circumstances | null;
  readonly recovery: RecoveryTime | null;
}
export const initialIntervention: InterventionState = {
  status: 'none',
  proposal: null,
  acceptedOn: null,
  check: null,
  log: {},
  endedOn: null,
  outcome: null,
  noOutcome: null,
  circumstances: null,
  recovery: null,
};

export const evolveIntervention = (state: InterventionState, event: InterventionEvent): InterventionState => {
  switch (event.type) {
    case 'InterventionProposed':
      return { ...state, status: 'proposed', proposal: event.data };
    case 'InterventionAccepted': {
      const { acceptedOn, checkFrom: from, checkUntil: until } = event.data;
      return { ...state, status: 'accepted', acceptedOn, check: { from, until } };
    }
    case 'InterventionDeclined':
      return { ...state, status: 'declined', endedOn: event.data.declinedOn };
    case 'InterventionAdherenceLogged':
      return { ...state, log: { ...state.log, [event.data.date]: event.data.done } };
    case 'InterventionCompleted':
      return { ...state, status: 'completed', endedOn: event.data.completedOn };
    case 'InterventionExpired':
      return { ...state, status: 'expired', endedOn: event.data.expiredOn };
    case 'InterventionOutcomeEvaluated': {
      const { outcome, reason: noOutcome, circumstances = null, recovery = null } = event.data;
      return { ...state, outcome, noOutcome, circumstances, recovery };
    }
  }
};

/** Dates are local; what must not happen any more is a CodedError 409, what has happened already is nothing. */
export type InterventionCommand =
  | { readonly type: 'propose'; readonly proposal: Proposal }
  | { readonly type: 'accept'; readonly on: string }
  | { readonly type: 'decline'; readonly on: string; readonly reason: string | null }
  | { readonly type: 'log'; readonly date: string; readonly done: boolean }
  | { readonly type: 'complete'; readonly on: string }
  /** The calendar moved on: completes, or expires, what is due. */
  | { readonly type: 'pass'; readonly on: string }
  | {
      readonly type: 'evaluate';
      readonly on: string;
      readonly outcome: Outcome | NoOutcome;
      readonly circumstances?: Circumstances | null;
      readonly recovery?: RecoveryTime | null;
    };

export const decideIntervention = (
  command: InterventionCommand,
  state: InterventionState,
): InterventionEvent[] => {
  const { proposal, status } = state;
  if (command.type === 'propose') {
    return proposal === null ? [{ type: 'InterventionProposed', data: command.proposal }] : [];
  }
  if (proposal === null) throw new CodedError('intervention_unknown', 404, 'no such intervention');
  const subject = { interventionId: proposal.interventionId, userId: proposal.userId };
  switch (command.type) {
    case 'accept': {
      if (status === 'accepted') return [];
      expectStatus(state, 'proposed', 'accepted');
      if (command.on < proposal.proposedOn)
        throw new CodedError('invalid_request', 400, 'the date is before the proposal');
      const [first, last] = proposal.windowDays;
      const window = { checkFrom: daysAfter(command.on, first), checkUntil: daysAfter(command.on, last) };
      return [{ type: 'InterventionAccepted', data: { ...subject, acceptedOn: command.on, ...window } }];
    }
    case 'decline': {
      if (status === 'declined') return [];
      if (status !== 'accepted') expectStatus(state, 'proposed', 'declined');
      const { on, reason } = command;
      return [{ type: 'InterventionDeclined', data: { ...subject, declinedOn: on, reason } }];
    }
    case 'log': {
      expectStatus(state, 'accepted', 'logged');
      const { date, done } = command;
      if (state.log[date] === done) return [];
      const day = dayNumber(date) - dayNumber(state.acceptedOn!);
      if (day < 0 || day >= proposal.plannedDays) {
        throw new CodedError('invalid_request', 400, 'the date is not one of the planned days');
      }
      return [{ type: 'InterventionAdherenceLogged', data: { ...subject, date, done } }];
    }
    case 'complete': {
      if (status === 'completed') return [];
      expectStatus(state, 'accepted', 'completed');
      return [completed(state, command.on)];
    }
    case 'pass':
      return passed(state, command.on);
    case 'evaluate': {
      expectStatus(state, 'completed', 'evaluated');
      const { on, circumstances = null, recovery = null } = command;
      const reason = typeof command.outcome === 'string' ? command.outcome : null;
      const outcome = typeof command.outcome === 'string' ? null : command.outcome;
      const known = [state.outcome, state.noOutcome];
      if (JSON.stringify(known) === JSON.stringify([outcome, reason])) return [];
      const found = { outcome, reason, circumstances, recovery };
      const data = { ...subject, kind: proposal.kind, evaluatedOn: on, ...found };
      return [{ type: 'InterventionOutcomeEvaluated', data }];
    }
  }
};

/** Share of the planned days that were done; a day without a log was not. */
export const adherenceOf = ({ log, proposal }: InterventionState): number =>
  proposal === null ? 0 : Object.values(log).filter((done) => done).length / proposal.plannedDays;

const daysAfter = (date: string, days: number): string => dateOf(dayNumber(date) + days);

const completed = (state: InterventionState, on: string): InterventionEvent => {
  const { interventionId, userId } = state.proposal!;
  const data = { interventionId, userId, completedOn: on, adherence: adherenceOf(state) };
  return { type: 'InterventionCompleted', data };
};

const passed = (state: InterventionState, on: string): InterventionEvent[] => {
  const { interventionId, userId, proposedOn, plannedDays } = state.proposal!;
  const expired = (reason: 'not_answered' | 'not_followed'): InterventionEvent[] => [
    { type: 'InterventionExpired', data: { interventionId, userId, expiredOn: on, reason } },
  ];
  const today = dayNumber(on);
  if (state.status === 'proposed') {
    return today - dayNumber(proposedOn) > answerDays ? expired('not_answered') : [];
  }
  if (state.status !== 'accepted') return [];
  const over = today - dayNumber(state.acceptedOn!) - plannedDays;
  if (over < 0) return [];
  if (Object.keys(state.log).length > 0) return [completed(state, on)];
  return over >= logGraceDays ? expired('not_followed') : [];
};

const expectStatus = ({ status }: InterventionState, expected: InterventionStatus, action: string): void => {
  if (status !== expected) {
    throw new CodedError('intervention_closed', 409, `a ${status} intervention cannot be ${action}`);
  }
};
