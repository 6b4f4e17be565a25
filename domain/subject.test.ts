import { describe, expect, it } from 'vitest';
import { evolveSubject, initialSubject, isUserId, registerSubject } from './subject.ts';
import { specification } from './testing/given.ts';

describe('a subject', () => {
  const givenSubject = specification(initialSubject, evolveSubject);
  const command = { userId: 'ada', registeredBy: 'webhook:terra' };
  it('registers once', () => {
    givenSubject()
      .when((state) => registerSubject(command, state))
      .thenTypes('SubjectRegistered');
    givenSubject([{ type: 'SubjectRegistered', data: command }])
      .when((state) => registerSubject(command, state))
      .thenNothing();
  });
  it('has an id of 1 to 128 safe characters', () => {
    for (const good of ['a', 'ls-54db', 'x@y.z', 'A_b:c', 'x'.repeat(128)]) expect(isUserId(good)).toBe(true);
    for (const bad of ['', 'a b', 'ü', 'a/b', 'x'.repeat(129), 'a\n', '../x\0'])
      expect(isUserId(bad)).toBe(false);
  });
});
