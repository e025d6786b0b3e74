// Files of tests that share what they load share this too: a setup file begins anew with each of them.

import { afterAll } from 'vitest'
import { removeTemporaryFolders } from '../test/temporary-folder.ts'

afterAll(removeTemporaryFolders)
