import { dateOf, dayNumber } from './autonomic/calendar.ts';
import { CodedError } from './errors.ts';
import type { Outcome } from './interventions/outcome.ts';

// One intervention in the life of a person, from its proposal to what came of it. Stream `intervention-{interventionId}`.

/** Days a proposal waits for an answer, and an accepted one for its first log after the planned days. */
const answerDays = 7;
const logGraceDays = 7;

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
  readonly decisionEventId: string | null;
  readonly prompted: boolean;
  readonly proposedOn: string;
  readonly plannedDays: number;
  readonly windowDays: readonly [first: number, last: number];
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
  readonly data: Subject & { readonly kind: string; readonly evaluatedOn: string; readonly outcome: Outcome };
}
export type InterventionEvent =
  | InterventionProposed
  | InterventionAccepted
  | InterventionDeclined
  | InterventionAdherenceLogged
  | InterventionCompleted
  | InterventionExpired
  | InterventionOutcomeEvaluated;

export const interventionStream = (interventionId: string): string => `intervention-${interventionId}`;

export type InterventionStatus = 'none' | 'proposed' | 'accepted' | 'declined' | 'completed' | 'expired';
export interface InterventionState {
  readonly status: InterventionStatus;
  readonly proposal: Proposal | null;
  readonly acceptedOn: string | null;
  /** Whether the intervention was done, by local date. */
  readonly log: ReadonlyMap<string, boolean>;
  readonly outcome: Outcome | null;
}
export const initialIntervention: InterventionState = {
  status: 'none',
  proposal: null,
  acceptedOn: null,
  log: new Map(),
  outcome: null,
};

export const evolveIntervention = (state: InterventionState, event: InterventionEvent): InterventionState => {
  switch (event.type) {
    case 'InterventionProposed':
      return { ...state, status: 'proposed', proposal: event.data };
    case 'InterventionAccepted':
      return { ...state, status: 'accepted', acceptedOn: event.data.acceptedOn };
    case 'InterventionDeclined':
      return { ...state, status: 'declined' };
    case 'InterventionAdherenceLogged':
      return { ...state, log: new Map(state.log).set(event.data.date, event.data.done) };
    case 'InterventionCompleted':
      return { ...state, status: 'completed' };
    case 'InterventionExpired':
      return { ...state, status: 'expired' };
    case 'InterventionOutcomeEvaluated':
      return { ...state, outcome: event.data.outcome };
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
  | { readonly type: 'evaluate'; readonly on: string; readonly outcome: Outcome };

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
      if (state.log.get(date) === done) return [];
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
      const { on, outcome } = command;
      if (JSON.stringify(state.outcome) === JSON.stringify(outcome)) return [];
      const data = { ...subject, kind: proposal.kind, evaluatedOn: on, outcome };
      return [{ type: 'InterventionOutcomeEvaluated', data }];
    }
  }
};

/** Share of the planned days that were done; a day without a log was not. */
export const adherenceOf = ({ log, proposal }: InterventionState): number =>
  proposal === null ? 0 : [...log.values()].filter((done) => done).length / proposal.plannedDays;

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
  if (state.log.size > 0) return [completed(state, on)];
  return over >= logGraceDays ? expired('not_followed') : [];
};

const expectStatus = ({ status }: InterventionState, expected: InterventionStatus, action: string): void => {
  if (status !== expected) {
    throw new CodedError('intervention_closed', 409, `a ${status} intervention cannot be ${action}`);
  }
};
