import type { EventEmitter } from 'node:events';

/** kafkajs 2.2.4 sets timers to times that are over, which Node 24 remarks upon; it then fires them at once, as meant. */
const KNOWN = 'TimeoutNegativeWarning';

/** Whatever prints the warnings of this process no longer hears of that one; of all others as before. */
export const quietWarnings = (
  process: Pick<EventEmitter, 'listeners' | 'removeAllListeners' | 'on'>,
): void => {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning: Error) => {
    if (warning.name !== KNOWN) for (const print of printers) print.call(process, warning);
  });
};
