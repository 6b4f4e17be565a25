import { type Logger, pino } from 'pino';

/** JSON lines on standard output. Bodies, headers and values are never logged, so there is nothing to redact. */
export const createLogger = (level: string, role: string): Logger =>
  pino({ level, base: { role }, timestamp: pino.stdTimeFunctions.isoTime });
