import type { ChangedState } from '../../domain/autonomic/compare-rulesets.ts';

/** Lines about one person: how many nights change, then each with the rules of both. None for somebody without nights. */
export const personReport = (userId: string, nights: number, changes: readonly ChangedState[]): string[] =>
  nights === 0
    ? []
    : [
        `${userId}: ${changes.length} of ${nights} nights change`,
        ...changes.map(
          ({ date, from, to, fromPath, toPath }) =>
            `  ${date} ${from} -> ${to}: ${fromPath.join(' ')} | ${toPath.join(' ')}`,
        ),
      ];

/** Lines about everybody: the share of nights that change, then each kind of change, the most frequent first. */
export const totalReport = (nights: number, changes: readonly ChangedState[]): string[] => {
  const kinds = new Map<string, number>();
  for (const { from, to } of changes) kinds.set(`${from} -> ${to}`, (kinds.get(`${from} -> ${to}`) ?? 0) + 1);
  const share = nights === 0 ? 0 : (100 * changes.length) / nights;
  return [
    `Total: ${changes.length} of ${nights} nights change (${share.toFixed(1)} %).`,
    ...[...kinds]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([kind, count]) => `  ${kind}: ${count}`),
  ];
};
