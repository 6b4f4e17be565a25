import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PAYLOAD_HOSTS, isAllowedHost, readPayloadHosts } from './payload-hosts.ts';

describe('where payloads may be fetched from', () => {
  it.each([
    'terra-payloads.s3.amazonaws.com',
    'terra.payloads.s3.amazonaws.com',
    's3.eu-west-2.amazonaws.com',
    'terra-payloads.s3.eu-west-2.amazonaws.com',
    'terra-payloads.s3.dualstack.us-east-1.amazonaws.com',
  ])('%s, by default', (host) => {
    expect(isAllowedHost(host, DEFAULT_PAYLOAD_HOSTS)).toBe(true);
  });

  it.each([
    'amazonaws.com',
    'ec2-1-2-3-4.compute-1.amazonaws.com',
    's3.amazonaws.com.evil.example',
    'evils3.amazonaws.com',
    'x.s3.a.b.amazonaws.com',
    's3.amazonaws.com.',
    's3xamazonaws.com',
    '169.254.169.254',
    '[::1]',
    'localhost',
    '',
  ])('not %j', (host) => {
    expect(isAllowedHost(host, DEFAULT_PAYLOAD_HOSTS)).toBe(false);
  });

  it('a host alone is that host alone; *. is every host below it and not the host itself', () => {
    const hosts = readPayloadHosts(' Bucket.Example.com, *.cdn.example.org ');
    expect(hosts).toEqual(['bucket.example.com', '*.cdn.example.org']);
    expect(
      ['bucket.example.com', 'a.cdn.example.org', 'a.b.cdn.example.org'].every((h) =>
        isAllowedHost(h, hosts),
      ),
    ).toBe(true);
    expect(
      ['x.bucket.example.com', 'cdn.example.org', 'example.com'].some((h) => isAllowedHost(h, hosts)),
    ).toBe(false);
  });

  it.each([
    '*',
    '*.',
    'com',
    '*.com',
    '*.*',
    'https://a.example',
    'a.example/path',
    'a.*',
    'a..b',
    'a.b:443',
    '.a.b',
  ])('no setting: %j', (text) => {
    expect(() => readPayloadHosts(text)).toThrow(expect.objectContaining({ code: 'config_invalid' }));
  });

  it('no other host is ever let in by a pattern without stars', () => {
    fc.assert(
      fc.property(fc.domain(), fc.domain(), (host, other) => {
        expect(isAllowedHost(host, [other])).toBe(host === other);
      }),
    );
  });
});
