import { describe, it } from 'vitest';
import { createOpenAiCompatibleEmbedder, probeDimension } from './openai-compatible.ts';
import { describeEmbedder } from './testing/conformance.ts';

const url = process.env['EMBEDDING_URL'];
const model = process.env['EMBEDDING_MODEL'] ?? 'all-MiniLM-L6-v2';

if (url === undefined || url === '')
  describe.skip('EMBEDDING_URL is not set: no embeddings server to test', () => it('', () => {}));
else
  describeEmbedder(`${model} by an OpenAI-compatible server`, async () => {
    const options = { url, model, timeoutMs: 20_000 };
    const dimension = await probeDimension(options, AbortSignal.timeout(20_000));
    return createOpenAiCompatibleEmbedder({ ...options, dimension });
  });
