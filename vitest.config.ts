import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Without the results of an earlier run Vitest begins with the largest files; these are small and take minutes. */
const slowFiles = ['preview-codecs.test.ts', 'recovery.test.ts'];

class SlowFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const tier = ({ project }: TestSpecification) => project.config.sequence.groupOrder;
    const isSlow = ({ moduleId }: TestSpecification) =>
      slowFiles.some((name) => moduleId.endsWith(`/${name}`));
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => tier(a) - tier(b) || Number(isSlow(b)) - Number(isSlow(a)));
  }
}

/** Three tiers: pure parts, parts on the real services, and a person at the browser. */
export default defineConfig({
  test: {
    sequence: { sequencer: SlowFilesFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/meilisearch-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // One more than the cores of a small machine: many of them wait for a process most of the time.
          maxWorkers: 3,
          // After the unit tests and before the browser's: side by side they would only slow each other down.
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
