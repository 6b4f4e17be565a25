import { expect, it } from 'vitest';
import { screenNote } from './check-in.ts';

it('finds red flags of a note, and none where nothing is written', () => {
  expect(screenNote('I want to kill myself')).toEqual(['SF1']);
  expect(screenNote('slept well')).toEqual([]);
  expect(screenNote(null)).toEqual([]);
});

it('says that a note could not be screened', () => {
  const broken = (): never => {
    throw new Error('broken');
  };
  expect(screenNote('slept well', broken)).toBeNull();
});
