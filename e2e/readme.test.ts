import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VARIABLES } from '../app/config.ts';
import { type DataDir, makeDataDir, type RunningAuren, SECRET, startAuren } from './testing/auren.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Blocks under a comment `<!-- test: fragment -->`: the fragment must be in what the block prints. */
const samples = [...readme.matchAll(/<!-- test: (.+?) -->\n```bash\n(.*?)```/gs)].map(
  ([, expected, code]) => ({
    expected: expected!,
    code: code!,
  }),
);

const missing = ['bash', 'curl', 'openssl', 'npm'].filter(
  (tool) => spawnSync(tool, ['version']).error !== undefined,
);
const why = missing.length === 0 ? '' : ` (skipped: ${missing.join(', ')} not here)`;

/** What a block assigns is there in the next one, as in one terminal. */
const inSession = `set -aeuo pipefail
. "$SESSION"
trap 'export -p > "$SESSION"' EXIT
eval "$1"`;

describe.skipIf(missing.length > 0)(`the samples of README.md${why}`, () => {
  let auren: RunningAuren;
  let data: DataDir;

  beforeAll(async () => {
    data = await makeDataDir();
    auren = await startAuren(data.path);
    await writeFile(join(data.path, 'session'), '');
  });
  afterAll(async () => {
    await auren?.stop();
    await data?.remove();
  });

  const run = async (code: string): Promise<{ exitCode: number | null; output: string }> => {
    const child = spawn('bash', ['-c', inSession, 'sample', code], {
      cwd: root,
      env: {
        // An empty variable counts as not set, and keeps a `.env` of this folder out.
        ...Object.fromEntries(VARIABLES.map((name) => [name, ''])),
        PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
        HOME: process.env['HOME'],
        AUREN_URL: auren.url,
        AUREN_DATA_DIR: data.path,
        TERRA_SIGNING_SECRET: SECRET,
        SESSION: join(data.path, 'session'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const [exitCode] = (await once(child, 'close')) as [number | null];
    return { exitCode, output };
  };

  it('are found', () => {
    expect(samples.length).toBe(readme.match(/<!-- test:/g)?.length);
    expect(samples.length).toBeGreaterThan(10);
  });

  it.each(samples)('print $expected', async ({ expected, code }) => {
    const { exitCode, output } = await run(code);
    expect(output).toContain(expected);
    expect(exitCode, output).toBe(0);
  });
});
