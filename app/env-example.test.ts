import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeConfig, readConfig, VARIABLES } from './config.ts';

const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const settings = [...text.matchAll(/^# ([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
  ([, name, value]) => [name!, value!] as const,
);

describe('.env.example', () => {
  it('has every variable once, in the order of the configuration, and no other', () => {
    expect(settings.map(([name]) => name)).toEqual(VARIABLES);
  });

  it('sets nothing as it is', () => {
    expect(parseEnv(text)).toEqual({});
  });

  it('shows the default of each variable that has one', () => {
    const defaults = describeConfig({}).filter(([, shown]) => shown !== 'not set');
    expect(settings.filter(([, value]) => value !== '')).toEqual(defaults);
  });

  it('changes nothing when every line is set as shown', () => {
    expect(readConfig(Object.fromEntries(settings))).toEqual(readConfig({}));
  });
});
