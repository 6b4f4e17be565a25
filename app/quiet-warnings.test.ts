import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { quietWarnings } from './quiet-warnings.ts';

const warning = (name: string): Error => Object.assign(new Error('as it is'), { name });

it('keeps one kind of warning from what prints them, and no other', () => {
  const process = new EventEmitter();
  const printed: string[] = [];
  process.on('warning', ({ name }: Error) => printed.push(name));
  quietWarnings(process);
  for (const name of ['Warning', 'TimeoutNegativeWarning', 'DeprecationWarning'])
    process.emit('warning', warning(name));
  expect(printed).toEqual(['Warning', 'DeprecationWarning']);
});

it('a process that runs this Node says nothing of a timer in the past, and still prints other warnings', async () => {
  const script = `
    import { quietWarnings } from ${JSON.stringify(new URL('./quiet-warnings.ts', import.meta.url).href)};
    quietWarnings(process);
    setTimeout(() => process.emitWarning('shown', 'OtherWarning'), -1);`;
  const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  expect(stderr).toContain('OtherWarning: shown');
  expect(stderr).not.toContain('TimeoutNegativeWarning');
});
