import { describe, expect, it } from 'vitest';
import { publicUrlOf } from './public-url.ts';

describe('where providers send people back to', () => {
  it.each([
    [{ publicUrl: 'https://auren.example.org/health', host: '0.0.0.0' }, 'https://auren.example.org/health'],
    [{ publicUrl: undefined, host: '127.0.0.1' }, 'http://127.0.0.1:8000'],
    [{ publicUrl: undefined, host: '0.0.0.0' }, 'http://127.0.0.1:8000'],
    [{ publicUrl: undefined, host: '::' }, 'http://127.0.0.1:8000'],
    [{ publicUrl: undefined, host: '::1' }, 'http://[::1]:8000'],
    [{ publicUrl: undefined, host: 'fit.local' }, 'http://fit.local:8000'],
  ])('%o', (config, expected) => {
    expect(publicUrlOf(config, 8000)).toBe(expected);
  });
});
