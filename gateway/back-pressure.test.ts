import { describe, expect, it } from 'vitest';
import { createAdmission } from './back-pressure.ts';

describe('admission', () => {
  it('lets in so many requests and asks the next to come back', () => {
    const admission = createAdmission(2, 1_000);
    const leave = admission.enter(10);
    admission.enter(10);
    expect(() => admission.enter(10)).toThrow(
      expect.objectContaining({ code: 'saturated', status: 503, retryAfterS: 1 }),
    );
    leave();
    leave();
    expect(admission.inFlight()).toEqual({ requests: 1, bytes: 10 });
    admission.enter(10);
    expect(() => admission.enter(10)).toThrow();
  });

  it('holds no more bytes than it may, but always takes one request', () => {
    const admission = createAdmission(10, 100);
    const leave = admission.enter(5_000);
    expect(() => admission.enter(1)).toThrow(expect.objectContaining({ code: 'saturated' }));
    leave();
    admission.enter(60);
    expect(() => admission.enter(60)).toThrow();
    admission.enter(40);
  });
});
