import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openArchive } from './apple-file.ts';
import { zipOf } from './testing/zip.ts';

const XML = '<?xml version="1.0"?>\n<HealthData locale="de_DE"><Me/></HealthData>';
const CDA =
  '<?xml version="1.0"?>\n<ClinicalDocument>much longer than the other one, as it often is</ClinicalDocument>';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auren-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const write = async (content: Buffer): Promise<string> => {
  const path = join(folder, `${randomBytes(6).toString('hex')}.zip`);
  await writeFile(path, content);
  return path;
};
const contentOf = async (
  content: Buffer,
  ...limits: Parameters<typeof openArchive> extends [string, ...infer R] ? R : never
) => {
  const { bytes, size } = await openArchive(await write(content), ...limits);
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const all = Buffer.concat(chunks);
  expect(all.length).toBe(size);
  return all.toString();
};

it.each([false, true])('takes export.xml from whatever folder it is in (zip64: %s)', async (zip64) => {
  const entries = [
    { name: 'apple_health_export/export_cda.xml', content: CDA },
    { name: 'apple_health_export/workout-routes/a.gpx', content: '<gpx/>' },
    { name: 'apple_health_export/export.xml', content: XML },
  ];
  expect(await contentOf(zipOf(entries, { zip64 }))).toBe(XML);
});

it('takes the largest XML that begins as health data where the name is in another language', async () => {
  const entries = [
    { name: 'apple_health_export/Export_cda.xml', content: CDA },
    { name: '__MACOSX/._Exportación.xml', content: XML.repeat(9) },
    { name: 'exportación_salud/Exportación.xml', content: XML },
  ];
  expect(await contentOf(zipOf(entries))).toBe(XML);
});

const coded = (code: string) => expect.objectContaining({ code });

it('refuses an archive without health data, with a password, or cut off', async () => {
  const zip = zipOf([{ name: 'export.xml', content: XML }]);
  await expect(contentOf(zipOf([{ name: 'a.xml', content: CDA }]))).rejects.toEqual(
    coded('file_not_recognised'),
  );
  await expect(contentOf(zipOf([{ name: 'export.xml', content: XML, encrypted: true }]))).rejects.toEqual(
    coded('archive_encrypted'),
  );
  await expect(contentOf(zip.subarray(0, zip.length - 30))).rejects.toEqual(coded('archive_unreadable'));
  const broken = zipOf([{ name: 'export.xml', content: randomBytes(200_000).toString('base64') }]);
  broken.fill(0xff, 60_000, 60_400);
  await expect(contentOf(broken)).rejects.toEqual(coded('archive_unreadable'));
});

it('refuses what would unpack to too much, and what says less than it holds', async () => {
  const bomb = zipOf([{ name: 'export.xml', content: Buffer.alloc(20 * 1024 * 1024) }]);
  await expect(contentOf(bomb)).rejects.toEqual(coded('archive_too_large'));
  const large = zipOf([{ name: 'export.xml', content: XML }]);
  await expect(contentOf(large, { maxBytes: 10, maxRatio: 200 })).rejects.toEqual(coded('archive_too_large'));
  const liar = zipOf([{ name: 'export.xml', content: Buffer.alloc(20 * 1024 * 1024), claimedSize: 1_000 }]);
  await expect(contentOf(liar)).rejects.toEqual(coded('archive_unreadable'));
});
