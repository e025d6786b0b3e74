// The order in which files of tests begin: those that take long first, so that none of them is left to one thread at the end while
// the other has nothing to do. By itself the order is by how large a file is, until the machine has run them once.

import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Each takes more than a quarter of a minute. */
const LONG = [
  'test/application-in-browser',
  'test/application-at-work',
  'src/service/application/jobs/work-desk',
  'src/service/application/own-network',
  'test/application-killed',
  'src/server/local',
  'src/server/interface-kept',
  'test/flows/cli',
  'src/engine/spares/answers/answer-laws',
  'test/judge-by-day/possible-world',
  'test/judge-by-day/agreement',
  'src/store/database/embedded-engine',
  'test/golden-reports',
  'src/service/application/overview',
  'test/team-in-browser',
  'src/service/application/clear-files',
  'test/flows/import',
  'test/flows/spares',
  'src/server/separation',
  'test/judge-by-day/answers',
  'src/store/snapshot/seal-snapshot',
  'src/store/database/acceptance',
  'tools/import-laws',
  'test/judge-by-day/random-question',
  'src/service/application/backup/back-up',
].map((name) => `/${name}.test.ts`)

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONG.findIndex((name) => moduleId.endsWith(name))
      return found < 0 ? LONG.length : found
    }
    return (await super.sort(files)).toSorted((left, right) => place(left) - place(right))
  }
}
