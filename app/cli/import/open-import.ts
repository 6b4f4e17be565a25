import { CodedError } from '../../../domain/errors.ts';
import type { ExportCounts } from '../../../providers/healthkit/export/read-export.ts';
import type { Provider } from '../../../providers/provider.ts';
import { providerNamed, providers } from '../../../providers/registry.ts';
import { fileLines } from '../file-lines.ts';
import { appleBodies } from './apple-bodies.ts';
import { type AppleFile, openArchive, openXml } from './apple-file.ts';
import type { Body } from './body.ts';
import { documentBodies } from './document-bodies.ts';
import { type FileKind, recogniseFile } from './recognise-file.ts';
import { tidyBodies } from './tidy-bodies.ts';

export interface OpenedImport {
  readonly provider: Provider;
  readonly bodies: AsyncIterable<Body>;
  /** What `Body.end` counts up to. */
  readonly size: number;
  /** What the bodies are called to the user. */
  readonly unit: 'lines' | 'bodies';
  /** What was read of the file itself; complete once all bodies are taken. */
  readonly summary: () => readonly string[];
  /** How much of the file could not become a body. */
  readonly refused: () => number;
}

export interface ImportRequest {
  readonly provider: string | undefined;
  readonly user: string | undefined;
  readonly now: Date;
  readonly onRefused: (line: number, reason: string) => void;
}

/** Those whose webhooks carry data. */
const LINE_PROVIDERS = providers
  .filter(({ maxBytes, api }) => maxBytes !== undefined && api === undefined)
  .map(({ name }) => name);
const TIDY = providerNamed('tidy')!;
const HEALTHKIT = providerNamed('healthkit')!;
const nothing = { summary: () => [], refused: () => 0 };

/** Recognises a file and opens it as bodies of a provider. */
export const openImport = async (
  path: string,
  size: number,
  request: ImportRequest,
): Promise<OpenedImport> => {
  const { provider, user, now, onRefused } = request;
  if (provider !== undefined && !LINE_PROVIDERS.includes(provider))
    throw new CodedError(
      'provider_unknown',
      404,
      `bodies of ${provider} cannot be imported; those of ${LINE_PROVIDERS.join(' and ')} can`,
    );
  const kind = provider === undefined ? await recogniseFile(path) : await kindFor(provider, path);
  switch (kind) {
    case 'archive':
      return apple(await openArchive(path), user);
    case 'apple':
      return apple(await openXml(path), user);
    case 'tidy': {
      if (user !== undefined)
        throw new CodedError('invalid_request', 400, 'a CSV file names its users itself: leave out --user');
      const { bodies, counts } = tidyBodies(path, now, onRefused);
      const summary = () => [`${counts.rows} rows read, ${counts.refused} of them refused`];
      return { provider: TIDY, bodies, size, unit: 'bodies', summary, refused: () => counts.refused };
    }
    case 'document':
      return {
        provider: HEALTHKIT,
        bodies: documentBodies(path, size, user),
        size,
        unit: 'bodies',
        ...nothing,
      };
    case 'lines':
      if (provider === undefined)
        throw new CodedError(
          'invalid_request',
          400,
          `whose bodies are these lines? say --provider ${LINE_PROVIDERS.join(' or ')}`,
        );
      return { provider: providerNamed(provider)!, bodies: fileLines(path), size, unit: 'lines', ...nothing };
  }
};

/** Who names a provider means lines, unless the file is plainly something else of the same provider. */
const kindFor = async (provider: string, path: string): Promise<FileKind> => {
  const kind = await recogniseFile(path).catch(() => 'lines' as const);
  if (kind === 'lines' || kind === 'document') return 'lines';
  if (kind !== 'tidy' && provider === 'healthkit') return kind;
  throw new CodedError(
    'invalid_request',
    400,
    `${path} holds no bodies of ${provider}: leave out --provider`,
  );
};

const apple = (file: AppleFile, user: string | undefined): OpenedImport => {
  if (user === undefined)
    throw new CodedError(
      'invalid_request',
      400,
      'an Apple Health export does not say whose it is; give --user',
    );
  const { bodies, counts } = appleBodies(file);
  return {
    provider: HEALTHKIT,
    bodies,
    size: file.size,
    unit: 'bodies',
    summary: () => exportSummary(counts),
    refused: () => 0,
  };
};

const SHOWN_TYPES = 10;

const exportSummary = ({ records, mapped, ignored }: ExportCounts): string[] => {
  const types = [...ignored].sort(([, a], [, b]) => b - a);
  const count = types.reduce((sum, [, many]) => sum + many, 0);
  const shown = types.slice(0, SHOWN_TYPES).map(([type, many]) => `  ${many} ${type}`);
  const more = types.length > SHOWN_TYPES ? [`  and ${types.length - SHOWN_TYPES} more types`] : [];
  return [
    `${records} records read, ${mapped} taken, ${count} left out${count === 0 ? '' : ':'}`,
    ...shown,
    ...more,
  ];
};
