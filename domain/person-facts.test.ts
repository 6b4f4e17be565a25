import { expect, test } from 'vitest';
import type { ProfileFacts } from './check-in.ts';
import { personFactsOf } from './person-facts.ts';
import { noProfile, type Said } from './told-days.ts';

const told = (date: string, profile: Partial<ProfileFacts>): Said => ({
  id: date,
  type: 'ContextTagged',
  data: {
    userId: 'ada',
    checkInId: date,
    date,
    at: `${date}T08:00:00.000Z`,
    contexts: null,
    sessions: null,
    restDay: null,
    performanceChangePercent: null,
    profile: { ...noProfile, ...profile },
  },
});

test('nothing told: no condition and no consent', () => {
  expect(personFactsOf([])).toEqual({ conditions: [], consent: false });
});

test('exclusions that are conditions count, each once', () => {
  const facts = personFactsOf([
    told('2026-01-05', { exclusions: ['pregnancy', 'heart_failure', 'stimulant'] }),
    told('2026-01-06', { conditions: ['raynaud', 'pregnancy'], unpromptedConsent: true }),
  ]);
  expect(facts).toEqual({ conditions: ['raynaud', 'pregnancy', 'heart_disease'], consent: true });
});

test('hold until told otherwise, by the date and not by the time of telling', () => {
  const later = told('2026-01-09', { conditions: [], unpromptedConsent: false });
  const earlier = told('2026-01-06', { conditions: ['raynaud'], unpromptedConsent: true });
  expect(personFactsOf([later, earlier])).toEqual({ conditions: [], consent: false });
  expect(personFactsOf([earlier])).toEqual({ conditions: ['raynaud'], consent: true });
});
