/**
 * Told of every failure that a reply survives, so that it can be counted and logged. Errors never hold what a person
 * said or was measured.
 */
export type Report = (
  part:
    | 'screen'
    | 'notices'
    | 'nights'
    | 'recall'
    | 'guard'
    | 'hard_days'
    | 'commit'
    | 'mode'
    | 'kpis'
    | 'interventions',
  error: unknown,
) => void;
