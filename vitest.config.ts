import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/.auren/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // A hang must end; a slow machine must not fail a test.
          testTimeout: 60_000,
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.int.test.ts', 'e2e/**'],
        },
      },
      {
        test: {
          name: 'integration',
          sequence: { groupOrder: 1 },
          include: ['**/*.int.test.ts'],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          globalSetup: ['./app/testing/database-server.ts'],
        },
      },
      {
        test: {
          name: 'e2e',
          // After everything else: they measure nothing, but they want the machine to themselves.
          sequence: { groupOrder: 2 },
          include: ['e2e/**/*.test.ts'],
          exclude,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
