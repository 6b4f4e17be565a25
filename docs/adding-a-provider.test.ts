import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../', import.meta.url);
const page = readFileSync(new URL('docs/adding-a-provider.md', root), 'utf8');
const shown = [...page.matchAll(/^`(providers\/polar\/[\w.]+)`\n\n```ts\n(.*?)^```$/gms)].map(
  ([, path, code]) => [path!, code!] as const,
);
const files = readdirSync(new URL('providers/polar/', root)).map((name) => `providers/polar/${name}`);

test('the page shows every file of the folder, and no other code', () => {
  expect(shown.map(([path]) => path).toSorted()).toEqual(files.toSorted());
  expect(page.match(/^```ts$/gm)).toHaveLength(files.length);
});

test.each(shown)('%s is as it is shown', (path, code) => {
  expect(code).toBe(readFileSync(new URL(path, root), 'utf8'));
});

test('a provider is under 200 lines, tests included', () => {
  const lines = shown.flatMap(([, code]) => code.trimEnd().split('\n'));
  expect(lines.length).toBeLessThan(200);
});
