#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { runCommandLine } from '../app/command-line.ts';
import { quietWarnings } from '../app/quiet-warnings.ts';

quietWarnings(process);
if (existsSync('.env')) process.loadEnvFile('.env');
// What people say to NEUROS stays here: the tracing of the graph library would send it to an outside service.
for (const name of Object.keys(process.env)) if (/^LANG(SMITH|CHAIN)_/.test(name)) delete process.env[name];
process.exitCode = await runCommandLine(process.argv);
