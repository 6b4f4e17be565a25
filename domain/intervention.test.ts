import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adherenceOf,
  decideIntervention,
  evolveIntervention,
  type InterventionCommand,
  type InterventionEvent,
  initialIntervention,
} from './intervention.ts';
import { evaluateOutcome, type Outcome } from './interventions/outcome.ts';
import { specification } from './testing/given.ts';

const subject = { interventionId: 'i-1', userId: 'ada' };
const proposal = {
  ...subject,
  kind: 'I-CAFF',
  rank: 'primary',
  why: ['E1'],
  decisionEventId: 'e-1',
  prompted: true,
  proposedOn: '2024-03-01',
  plannedDays: 7,
  windowDays: [3, 7],
} as const;
const proposed: InterventionEvent = { type: 'InterventionProposed', data: proposal };
const accepted: InterventionEvent = {
  type: 'InterventionAccepted',
  data: { ...subject, acceptedOn: '2024-03-02', checkFrom: '2024-03-05', checkUntil: '2024-03-09' },
};
const logged = (date: string, done = true): InterventionEvent => ({
  type: 'InterventionAdherenceLogged',
  data: { ...subject, date, done },
});
const done: InterventionEvent = {
  type: 'InterventionCompleted',
  data: { ...subject, completedOn: '2024-03-09', adherence: 5 / 7 },
};
const outcome = evaluateOutcome({
  before: [3.9, 4, 3.8, 3.9, 4, 3.8, 3.9],
  after: [4, 4.1, 4.2].map((value, index) => ({ value, daysSinceTrigger: index + 4 })),
  autocorrelation: 0.35,
  better: 'up',
  adherence: 0.7,
}) as Outcome;

const given = specification(initialIntervention, evolveIntervention);
const when = (command: InterventionCommand) => (state: typeof initialIntervention) =>
  decideIntervention(command, state);

describe('an intervention', () => {
  it('is proposed once', () => {
    given()
      .when(when({ type: 'propose', proposal }))
      .thenEvents([proposed]);
    given([proposed])
      .when(when({ type: 'propose', proposal }))
      .thenNothing();
  });

  it('is accepted with the dates of its check window', () => {
    given([proposed])
      .when(when({ type: 'accept', on: '2024-03-02' }))
      .thenEvents([accepted]);
    given([proposed, accepted])
      .when(when({ type: 'accept', on: '2024-03-03' }))
      .thenNothing();
  });

  it('is declined before or while it runs, once', () => {
    const decline = when({ type: 'decline', on: '2024-03-03', reason: 'no time' });
    const [declined] = given([proposed]).when(decline).events as InterventionEvent[];
    expect(declined).toMatchObject({ type: 'InterventionDeclined', data: { reason: 'no time' } });
    given([proposed, accepted]).when(decline).thenTypes('InterventionDeclined');
    given([proposed, declined!]).when(decline).thenNothing();
  });

  it('is logged day by day; a correction counts, a repetition does not', () => {
    const log = (date: string, is: boolean) => when({ type: 'log', date, done: is });
    given([proposed, accepted])
      .when(log('2024-03-02', true))
      .thenEvents([logged('2024-03-02')]);
    given([proposed, accepted, logged('2024-03-02')])
      .when(log('2024-03-02', true))
      .thenNothing();
    given([proposed, accepted, logged('2024-03-02')])
      .when(log('2024-03-02', false))
      .thenTypes('InterventionAdherenceLogged');
    for (const date of ['2024-03-01', '2024-03-09']) {
      expect(() => given([proposed, accepted]).when(log(date, true))).toThrow('not one of the planned days');
    }
  });

  it('completes by hand, or when its days are over and something was logged', () => {
    const days = ['02', '03', '04', '05', '06'].map((day) => logged(`2024-03-${day}`));
    const past = [proposed, accepted, ...days, logged('2024-03-07', false)];
    given(past)
      .when(when({ type: 'complete', on: '2024-03-09' }))
      .thenEvents([done]);
    given(past)
      .when(when({ type: 'pass', on: '2024-03-08' }))
      .thenNothing();
    given(past)
      .when(when({ type: 'pass', on: '2024-03-09' }))
      .thenEvents([done]);
    given([...past, done])
      .when(when({ type: 'complete', on: '2024-03-10' }))
      .thenNothing();
    expect(adherenceOf(past.reduce(evolveIntervention, initialIntervention))).toBeCloseTo(5 / 7, 12);
  });

  it('expires without an answer after 7 days, and without any log 7 days after its end', () => {
    given([proposed])
      .when(when({ type: 'pass', on: '2024-03-08' }))
      .thenNothing();
    given([proposed])
      .when(when({ type: 'pass', on: '2024-03-09' }))
      .thenEvents([{ type: 'InterventionExpired', data: { reason: 'not_answered' } }]);
    given([proposed, accepted])
      .when(when({ type: 'pass', on: '2024-03-15' }))
      .thenNothing();
    given([proposed, accepted])
      .when(when({ type: 'pass', on: '2024-03-16' }))
      .thenEvents([{ type: 'InterventionExpired', data: { reason: 'not_followed' } }]);
  });

  it('is evaluated after it is done, again only where late data change the outcome', () => {
    const evaluate = when({ type: 'evaluate', on: '2024-03-12', outcome });
    given([proposed, accepted, done])
      .when(evaluate)
      .thenEvents([{ type: 'InterventionOutcomeEvaluated', data: { kind: 'I-CAFF', outcome } }]);
    const evaluated = given([proposed, accepted, done]).when(evaluate).events as InterventionEvent[];
    given([proposed, accepted, done, ...evaluated])
      .when(evaluate)
      .thenNothing();
    expect(() => given([proposed, accepted]).when(evaluate)).toThrow('cannot be evaluated');
  });

  it('that is over or unknown cannot be acted on', () => {
    expect(() => given([proposed, accepted, done]).when(when({ type: 'accept', on: '2024-03-20' }))).toThrow(
      'a completed intervention cannot be accepted',
    );
    expect(() => given([proposed]).when(when({ type: 'log', date: '2024-03-02', done: true }))).toThrow(
      'a proposed intervention cannot be logged',
    );
    expect(() => given().when(when({ type: 'accept', on: '2024-03-02' }))).toThrow('no such intervention');
  });

  it('does nothing when any command is given a second time', () => {
    const on = fc.constantFrom('2024-03-02', '2024-03-05', '2024-03-10', '2024-03-20');
    const command: fc.Arbitrary<InterventionCommand> = fc.oneof(
      fc.constant({ type: 'propose', proposal } as const),
      on.map((date) => ({ type: 'accept', on: date }) as const),
      on.map((date) => ({ type: 'decline', on: date, reason: null }) as const),
      fc.tuple(on, fc.boolean()).map(([date, is]) => ({ type: 'log', date, done: is }) as const),
      on.map((date) => ({ type: 'complete', on: date }) as const),
      on.map((date) => ({ type: 'pass', on: date }) as const),
      on.map((date) => ({ type: 'evaluate', on: date, outcome }) as const),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let state = initialIntervention;
        for (const each of commands) {
          let events: InterventionEvent[];
          try {
            events = decideIntervention(each, state);
          } catch {
            continue;
          }
          state = events.reduce(evolveIntervention, state);
          expect(decideIntervention(each, state)).toEqual([]);
        }
      }),
    );
  });
});
