import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .sort();
const SECTIONS = ['Context', 'Decision', 'Consequences', 'Rejected'];

const partsOf = (file: string) => {
  const [head = '', ...rest] = readFileSync(new URL(file, folder), 'utf8').split(/^## /m);
  return {
    head,
    sections: rest.map((part) => {
      const end = part.indexOf('\n');
      return { name: part.slice(0, end), text: part.slice(end).trim() };
    }),
  };
};

describe('decisions', () => {
  it('are numbered from 1 without a gap or a repeat', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.map((name) => name.slice(0, 5))).toEqual(
      files.map((_, index) => `${String(index + 1).padStart(4, '0')}-`),
    );
    for (const name of files) expect(name).toMatch(/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*\.md$/);
  });

  it.each(files)('%s has its title, its date and every section, none of them empty', (name) => {
    const { head, sections } = partsOf(name);
    expect(head).toMatch(
      new RegExp(
        `^# ${name.slice(0, 4)}: \\S.*\\n\\n\\d{4}-\\d{2}-\\d{2}, (accepted|superseded by \\d{4})\\.`,
      ),
    );
    expect(sections.map((section) => section.name)).toEqual(SECTIONS);
    for (const section of sections) expect(section.text, section.name).not.toBe('');
  });

  it('exist where a migration names one', () => {
    const migrations = new URL('../../migrations/', import.meta.url);
    const named = readdirSync(migrations).flatMap((file) =>
      [...readFileSync(new URL(file, migrations), 'utf8').matchAll(/docs\/adr\/([\w-]+\.md)/g)].map(
        ([, name]) => name,
      ),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(files).toEqual(expect.arrayContaining(named));
  });
});
