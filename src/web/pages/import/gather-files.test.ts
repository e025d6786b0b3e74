import { describe, expect, it } from 'vitest'
import { pathsOfWorkspace } from '#model/workspace-path.ts'
import { gatherChosen, gatherDropped, listTablesAmong } from './gather-files.ts'

/** As many as browsers tell of a folder at a time. */
const AT_A_TIME = 100

interface Folder {
  readonly [name: string]: string | Folder
}

/** What was dropped, as a browser has it. */
class Dropped {
  opened = 0

  /** All of these at once. */
  of(tree: Folder): Parameters<typeof gatherDropped>[0] {
    const items = Object.entries(tree).map(([name, held]) => ({ webkitGetAsEntry: () => this.#entry(name, '', held) }))
    const files = Object.entries(tree).flatMap(([name, held]) =>
      typeof held === 'string' ? [new File([held], name)] : [],
    )
    return { items: items as never, files: files as never }
  }

  #entry(name: string, above: string, held: string | Folder): object {
    const fullPath = `${above}/${name}`
    if (typeof held === 'string') {
      const file = (resolve: (file: File) => void): void => {
        this.opened += 1
        resolve(new File([held], name))
      }
      return { name, fullPath, isFile: true, isDirectory: false, file }
    }
    const createReader = () => {
      const left = Object.entries(held).map(([one, within]) => this.#entry(one, fullPath, within))
      return {
        readEntries: (resolve: (entries: readonly object[]) => void) => resolve(left.splice(0, AT_A_TIME)),
      }
    }
    return { name, fullPath, isFile: false, isDirectory: true, createReader }
  }
}

const IMPORT = 'a'.repeat(64)
const EARLIER = 'b'.repeat(64)
const WORKSPACE: Folder = {
  'mainstay.yaml': 'workspace: 1',
  'elements.csv': 'element',
  '.git': { config: 'x' },
  '.DS_Store': 'x',
  'read-me.txt': 'x',
  rules: { 'own.yaml': 'pack: own', notes: { 'x.yaml': 'x' } },
  imports: {
    CURRENT: `${IMPORT}\n`,
    [IMPORT]: { netbox: { 'sites.csv': 'site', 'source.json': '{}' } },
    [EARLIER]: { netbox: { 'sites.csv': 'site' } },
  },
}
const OF_WORKSPACE = [
  'elements.csv',
  'imports/CURRENT',
  `imports/${IMPORT}/netbox/sites.csv`,
  `imports/${IMPORT}/netbox/source.json`,
  'mainstay.yaml',
  'rules/own.yaml',
]

async function namesOf(tree: Folder): Promise<readonly string[]> {
  const { files } = await gatherDropped(new Dropped().of(tree))
  return files.map(({ name }) => name).sort()
}

describe('what was dropped', () => {
  it('is sent as it is where it is files alone', async () => {
    expect(await namesOf({ 'b.csv': 'b', '.a.csv': 'a' })).toEqual(['.a.csv', 'b.csv'])
  })

  it('is sent whole of a folder, however many files are in it, but what is hidden', async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, number) => [`n${number}.csv`, 'x']))
    const folder = {
      net: { ...many, '.hidden': 'x', deep: { deeper: { 'last.csv': 'x' }, '.cache': { 'x.csv': 'x' } } },
    }
    expect(await namesOf(folder)).toEqual([...Object.keys(many), 'last.csv'].sort())
  })

  it('is what a workspace is read from where it is the folder of one, or all that is in that, or a folder around it', async () => {
    for (const tree of [{ net: WORKSPACE }, WORKSPACE, { all: { net: WORKSPACE } }])
      expect(await namesOf(tree)).toEqual(OF_WORKSPACE)
  })

  it('is opened only where it is sent, and what is left out is counted', async () => {
    const dropped = new Dropped()
    const { files, leftOut } = await gatherDropped(dropped.of({ net: WORKSPACE }))
    expect(files).toHaveLength(OF_WORKSPACE.length)
    expect(leftOut).toHaveLength(3)
    // The pointer of the imports is read besides.
    expect(dropped.opened).toBe(OF_WORKSPACE.length + 1)
  })

  it('is nothing where the folder is empty', async () => {
    expect(await namesOf({ net: { deep: {} } })).toEqual([])
  })

  it('is told of where it cannot be read', async () => {
    const gone = new DOMException('gone', 'NotFoundError')
    const entry = {
      name: 'net',
      isDirectory: true,
      createReader: () => ({ readEntries: (_: unknown, reject: (error: unknown) => void) => reject(gone) }),
    }
    const items = [{ webkitGetAsEntry: () => entry }]
    await expect(gatherDropped({ items: items as never, files: [] as never })).rejects.toBe(gone)
  })
})

it('a folder that is chosen is sent as one that is dropped', async () => {
  const files = ['net/mainstay.yaml', 'net/elements.csv', 'net/read-me.txt'].map((path) =>
    Object.defineProperty(new File(['x'], path.split('/').at(-1)!), 'webkitRelativePath', { value: path }),
  )
  const { files: sent, leftOut } = await gatherChosen(files as never)
  expect([sent.map(({ name }) => name), leftOut]).toEqual([['mainstay.yaml', 'elements.csv'], ['net/read-me.txt']])
})

describe('a folder that is chosen', () => {
  it('sends tables astray among its imports, of which the preview tells, and none of earlier imports', () => {
    const sent = [
      'net/mainstay.yaml',
      'net/imports/plan.csv',
      'net/imports/ems/elements.csv',
      `net/imports/${IMPORT}/ems/sites.csv`,
    ]
    const others = [`net/imports/${EARLIER}/ems/sites.csv`, 'net/imports/notes.txt', 'net/data/sites.csv']
    expect([...pathsOfWorkspace([...sent, ...others], IMPORT)!.keys()]).toEqual(sent)
  })

  it('tells of the tables that are left out, but for those of earlier imports', () => {
    const leftOut = [
      'net/data/sites.csv',
      'net/notes.txt',
      `net/imports/${EARLIER}/ems/sites.csv`,
      'net/rules/stock.csv',
    ]
    expect(listTablesAmong(leftOut)).toEqual(['net/data/sites.csv', 'net/rules/stock.csv'])
  })
})
