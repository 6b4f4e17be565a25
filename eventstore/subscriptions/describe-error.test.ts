import { expect, it } from 'vitest';
import { describeError } from './handle-page.ts';

it('tells what went wrong without a value of the event', () => {
  const unreadable = Object.assign(new Error('invalid input syntax for type double precision: "HRV 23 ms"'), {
    code: '22P02',
  });
  expect(describeError(unreadable)).toBe('Error: invalid input syntax for type double precision: "…"');
  const text = '{"avg_hr_bpm": 54.2, oops';
  try {
    JSON.parse(text);
  } catch (error) {
    expect(describeError(error)).toMatch(/^SyntaxError: /);
    expect(describeError(error)).not.toContain('54.2');
  }
  const missing = Object.assign(new Error('null value in column "user_id" violates not-null constraint'), {
    code: '23502',
  });
  expect(describeError(missing)).toContain('"user_id"');
  expect(describeError('a reading of 54.2')).not.toContain('54.2');
});
