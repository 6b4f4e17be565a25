import { describe, expect, it } from 'vitest';
import { endpointsOf } from './endpoints.ts';
import { fakeDefinition } from './testing/fake-provider.ts';

const api = fakeDefinition().api!;
const at = (apiUrl: string | undefined) => endpointsOf('pulse', api, { apiUrl });

describe('where a provider is', () => {
  it('is at its official addresses, while none is set', () => {
    const official = {
      apiUrl: 'https://api.pulse.example/v2',
      authorizeUrl: 'https://pulse.example/agree',
      tokenUrl: 'https://api.pulse.example/oauth/token',
    };
    expect(at(undefined)).toEqual(official);
    expect(at('https://api.pulse.example/v2')).toEqual(official);
  });

  it('is wholly at the origin of another API', () => {
    expect(at('http://127.0.0.1:9000/v2')).toEqual({
      apiUrl: 'http://127.0.0.1:9000/v2',
      authorizeUrl: 'http://127.0.0.1:9000/oauth/authorize',
      tokenUrl: 'http://127.0.0.1:9000/oauth/token',
    });
  });

  it.each(['http://localhost:1', 'http://127.8.9.1:1', 'http://[::1]:1', 'https://fake.internal'])(
    'may be %s',
    (url) => {
      expect(at(url).apiUrl).toBe(url);
    },
  );

  it.each([
    'http://10.0.0.1',
    'http://fake.internal',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
  ])('is never %s: tokens would pass in plain', (url) => {
    expect(() => at(url)).toThrow(expect.objectContaining({ code: 'config_invalid' }));
  });
});
