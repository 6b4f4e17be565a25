import { CodedError } from '../../domain/errors.ts';

/**
 * Where Terra's pre-signed URLs may lead unless `TERRA_PAYLOAD_HOSTS` says otherwise: buckets of Amazon S3. A leading
 * `*.` stands for one or more names, a `*` further on for exactly one.
 */
export const DEFAULT_PAYLOAD_HOSTS: readonly string[] = [
  's3.amazonaws.com',
  '*.s3.amazonaws.com',
  's3.*.amazonaws.com',
  '*.s3.*.amazonaws.com',
  '*.s3.dualstack.*.amazonaws.com',
];

const label = '[a-z0-9]([a-z0-9-]*[a-z0-9])?';
const patternShape = new RegExp(`^(\\*\\.)?${label}(\\.(\\*|${label}))*\\.${label}$`);

/** Reads a list separated by commas. Throws `config_invalid` for what is no host, or stands for nearly every host. */
export const readPayloadHosts = (text: string): readonly string[] => {
  const hosts = text
    .split(',')
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean);
  const wrong = hosts.find((host) => !patternShape.test(host));
  if (wrong !== undefined)
    throw new CodedError(
      'config_invalid',
      500,
      `TERRA_PAYLOAD_HOSTS: ${JSON.stringify(wrong)} is no host; allowed are bucket.example.com, *.example.com, s3.*.example.com`,
    );
  return hosts;
};

/** `hostname` as `URL` gives it. */
export const isAllowedHost = (hostname: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => {
    const names = pattern.split('.');
    const parts = names.map((name, index) => {
      if (name !== '*') return name.replace(/[^a-z0-9-]/g, '');
      return index === 0 ? '[a-z0-9_-]+(?:\\.[a-z0-9_-]+)*' : '[a-z0-9_-]+';
    });
    return new RegExp(`^${parts.join('\\.')}$`).test(hostname);
  });
