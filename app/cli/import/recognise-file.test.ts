import { expect, test } from 'vitest';
import { kindOf } from './recognise-file.ts';

test.each([
  ['PK\x03\x04....', 'archive'],
  ['<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [', 'apple'],
  ['\ufeff<HealthData locale="en">', 'apple'],
  ['user,time,metric,value,unit\nada,', 'tidy'],
  ['\ufeff"unit","value", metric,time,user,note\r\n', 'tidy'],
  ['{"data":{"metrics":[]}}', 'document'],
  ['{\n  "data": {\n', 'document'],
  ['{"data":{"metrics":[', 'document'],
  ['{"type":"sleep"}\n{"type":"daily"}\n', 'lines'],
  ['{"type":"sleep"}\n\n', 'document'],
  ['user,time,metric\n', undefined],
  ['<html>', undefined],
  ['', undefined],
])('%j is %s', (text, kind) => {
  expect(kindOf(Buffer.from(text))).toBe(kind);
});
