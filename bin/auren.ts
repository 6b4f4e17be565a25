#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { runCommandLine } from '../app/command-line.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
process.exitCode = await runCommandLine(process.argv);
