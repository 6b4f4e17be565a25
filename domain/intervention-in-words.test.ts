import { describe, expect, test } from 'vitest';
import { type InterventionState, initialIntervention } from './intervention.ts';
import { interventionInWords, offerInWords } from './intervention-in-words.ts';
import { catalogue } from './interventions/catalogue.ts';
import { references } from './references.ts';
import { bannedWordsIn } from './safety/banned-words.ts';

const open = (kind: string, status: InterventionState['status'] = 'proposed'): InterventionState => ({
  ...initialIntervention,
  status,
  proposal: {
    interventionId: 'i',
    userId: 'ada',
    kind,
    rank: 'primary',
    why: ['E1'],
    decisionEventId: 'e',
    prompted: true,
    proposedOn: '2024-03-10',
    plannedDays: 7,
    windowDays: [1, 7],
  },
});

describe('an intervention in words', () => {
  test('name, dose, caution, how good the evidence is, checked sources', () => {
    expect(interventionInWords(open('I-BREATH6'))).toBe(
      'You could try this: Slow-paced breathing. About 6 breaths a minute: in for 4 to 5 s, out for 5 to 6 s, no ' +
        'holding; 5 to 20 min once or twice a day, in the evening if you like. Stop if you feel dizzy. Not while ' +
        'driving. With severe asthma or COPD or in pregnancy ask a clinician first. ' +
        `Evidence: some trials (${references.shao2024.citation}).`,
    );
    expect(interventionInWords(open('I-BREATH6', 'accepted'))).toMatch(/^You have taken this up: Slow-paced/);
  });

  test('an offer is one sentence, and none once it is answered', () => {
    expect(offerInWords(open('I-REST'))).toBe('A suggestion is open: Full rest day. Ask me what you can do.');
    expect(offerInWords(open('I-REST', 'accepted'))).toBeNull();
  });

  test('no banned word, and no source that was not verified', () => {
    const unchecked = Object.values(references).filter(({ verification }) => verification !== 'verified');
    for (const { id } of catalogue) {
      const text = interventionInWords(open(id))!;
      expect(bannedWordsIn(text), id).toEqual([]);
      for (const { citation } of unchecked) expect(text).not.toContain(citation);
    }
  });

  test('nothing about what the catalogue does not hold', () => {
    expect(interventionInWords(open('I-NONE'))).toBeNull();
    expect(offerInWords(open('I-NONE'))).toBeNull();
  });
});
