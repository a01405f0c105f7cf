import { defineConfig } from 'vitest/config';

/** Runs the tests of the kit in each environment without a browser that it supports. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    projects: ['jsdom', 'happy-dom'].map((environment) => ({
      test: { name: environment, environment, include: ['kit/**/*.test.{ts,mjs}'], testTimeout: 20_000 },
    })),
  },
});
