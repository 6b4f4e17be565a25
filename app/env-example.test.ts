import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { describeConfig, OWN_VARIABLES, readConfig, VARIABLES } from './config.ts';

const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
const settings = [...text.matchAll(/^# ([A-Z][A-Z0-9_]*)=(.*)$/gm)].map(
  ([, name, value]) => [name!, value!] as const,
);

describe('.env.example', () => {
  it('has every variable once, in the order of the configuration, and no other but those of providers', () => {
    const names = settings.map(([name]) => name);
    expect(names.filter((name) => OWN_VARIABLES.includes(name))).toEqual(OWN_VARIABLES);
    expect(names.filter((name) => !VARIABLES.includes(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
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
