import type { Answer } from './terra.ts';

export const items = <T = unknown>(page: Record<string, unknown>): T[] => {
  if (!Array.isArray(page['items'])) throw new Error(`no page: ${JSON.stringify(page).slice(0, 300)}`);
  return page['items'] as T[];
};

/** Follows the cursors to the end. `ask` gets what to add to its query. */
export const everyPage = async <T = unknown>(ask: (cursor: string) => Promise<Answer>): Promise<T[]> => {
  const all: T[] = [];
  for (let cursor = ''; ; ) {
    const { json } = await ask(cursor);
    all.push(...items<T>(json));
    if (json['next_cursor'] === null) return all;
    cursor = `&cursor=${json['next_cursor']}`;
  }
};
