import { describe, expect, test } from 'vitest';
import { type InterventionState, initialIntervention } from '../domain/intervention.ts';
import { catalogue } from '../domain/interventions/catalogue.ts';
import { references } from '../domain/references.ts';
import { interventionJson, interventionSchema } from './intervention-json.ts';

const stateOf = (kind: string): InterventionState => ({
  ...initialIntervention,
  status: 'accepted',
  proposal: {
    interventionId: 'i-1',
    userId: 'ada',
    kind,
    rank: 'primary',
    why: ['E1', 'E4'],
    answersTo: ['short_sleep'],
    washoutDays: 3,
    decisionEventId: 'e-1',
    prompted: false,
    proposedOn: '2024-03-01',
    plannedDays: 4,
    windowDays: [3, 7],
  },
  acceptedOn: '2024-03-02',
  check: { from: '2024-03-05', until: '2024-03-09' },
  log: { '2024-03-03': true, '2024-03-02': false },
});

describe('an intervention as it is shown', () => {
  test('fits its schema, and names only publications that were checked', () => {
    const unchecked = Object.values(references)
      .filter(({ verification }) => verification !== 'verified')
      .map(({ citation }) => citation as string);
    for (const { id } of catalogue) {
      const shown = interventionSchema.parse(interventionJson(stateOf(id)));
      expect(shown.sources.filter((source) => unchecked.includes(source))).toEqual([]);
    }
    expect(interventionJson(stateOf('I-CAFF')).sources).toEqual([references.gardiner2023.citation]);
  });

  test('with its evidence and what was done, by day', () => {
    expect(interventionJson(stateOf('I-CAFF'))).toMatchObject({
      evidence: { date: '2024-03-01', event_id: 'e-1', items: ['E1', 'E4'], signals: ['short_sleep'] },
      washout_days: 3,
      adherence: {
        share: 0.25,
        days: [
          { date: '2024-03-02', done: false },
          { date: '2024-03-03', done: true },
        ],
      },
      verdict: null,
      no_verdict_because: null,
      outcome: null,
    });
  });

  test('with what else was going on and how long recovery took', () => {
    const shown = interventionJson({
      ...stateOf('I-CAFF'),
      circumstances: {
        contexts: { before: { alcohol: 2 }, after: {} },
        coInterventions: [{ interventionId: 'i-2', kind: 'I-WALK', acceptedOn: '2024-03-03', endedOn: null }],
      },
      recovery: { nights: 4, observed: 4, own: { median: 5, episodes: 6 } },
    });
    expect(interventionSchema.parse(shown)).toMatchObject({
      circumstances: {
        contexts: { before: { alcohol: 2 }, after: {} },
        co_interventions: [{ id: 'i-2', kind: 'I-WALK', accepted_on: '2024-03-03', ended_on: null }],
      },
      recovery: { nights: 4, own_median: 5, own_episodes: 6 },
    });
    const alone = interventionJson({
      ...stateOf('I-CAFF'),
      recovery: { nights: null, observed: 2, own: null },
    });
    expect(alone.recovery).toMatchObject({
      nights: null,
      own_median: null,
      in_words: 'Not enough of your own episodes to compare with.',
    });
  });

  test('from the time before any of that was told', () => {
    const { answersTo: _, washoutDays: __, ...proposal } = stateOf('I-CAFF').proposal!;
    expect(interventionSchema.parse(interventionJson({ ...stateOf('I-CAFF'), proposal }))).toMatchObject({
      washout_days: null,
      evidence: { signals: [] },
      circumstances: null,
      recovery: null,
    });
  });

  test('is still shown when the catalogue does not have it any more', () => {
    expect(interventionSchema.parse(interventionJson(stateOf('I-GONE')))).toMatchObject({
      name: 'I-GONE',
      dose: '',
      sources: [],
    });
  });
});
