import { describe, expect, test } from 'vitest';
import { isFollowUp, questionOf } from './question.ts';

const today = '2021-12-16';

describe('what a message asks for', () => {
  test.each([
    ['How am I today?', 'state'],
    ['how did I sleep', 'state'],
    ['Am I ready?', 'state'],
    ['Why is that?', 'why'],
    ['Explain my score', 'why'],
    ['What changed since Monday?', 'change'],
    ['since when am I under strain', 'change'],
    ['How was last night?', 'last_night'],
    ['What can I do?', 'help'],
    ['what should i do about it', 'help'],
    ['How can I recover faster?', 'help'],
    ['How do I sleep better', 'help'],
    ['Any suggestions for tonight?', 'help'],
    ['What helps against this?', 'help'],
    ['Should I go for a run?', 'session'],
    ['What training should I do?', 'session'],
    ['Hello there', 'other'],
    ['Tell me a joke', 'other'],
    ['What do you know about me?', 'other'],
    ['do you know why I am tired', 'why'],
    ['how long did I sleep', 'other'],
    ['how long have I been strained', 'change'],
  ])('%s', (message, kind) => expect(questionOf(message, today).kind).toBe(kind));

  test.each([
    ['how was 12 December 2021', '2021-12-12'],
    ['how was 2021-12-12?', '2021-12-12'],
    ['the 3rd of Dec', '2021-12-03'],
    ['December 12, 2020', '2020-12-12'],
    ['Sept 9', '2021-09-09'],
    ['24 December', '2020-12-24'],
    ['29 February', '2020-02-29'],
    ['yesterday', '2021-12-15'],
    ['on Sunday', '2021-12-12'],
    ['last Thursday', '2021-12-16'],
    ['why was 5 may bad', '2021-05-05'],
  ])('%s', (message, date) => expect(questionOf(message, today)).toEqual({ kind: 'night', date }));

  test.each(['how was 2021-02-30', 'how was 31 June 2021', 'how was 99 may'])('no date: %s', (message) =>
    expect(questionOf(message, today)).toEqual({ kind: 'state' }),
  );

  test.each([
    ['What do you remember about my knee?', 'my knee?'],
    ['do you remember wine', 'wine'],
    ['Did I tell you about the trip to Oslo', 'the trip to Oslo'],
    ['What did I say about coffee?', 'coffee?'],
    ['Remind me of the race', 'the race'],
  ])('%s', (message, about) => expect(questionOf(message, today)).toEqual({ kind: 'memory', about }));

  test('a follow-up names nothing itself', () => {
    expect(['Why?', 'and why is that?', 'how come', 'But why'].every(isFollowUp)).toBe(true);
    expect(['Why did my HRV fall last week after the race?', 'how am I'].some(isFollowUp)).toBe(false);
  });
});
