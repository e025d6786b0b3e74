// A browser of this machine that can print a page: the one named, one that is installed, or the one packed with Mainstay.

import { existsSync, lstatSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Names the program to use, where none of these is the right one. */
export const BROWSER_SETTING = 'MAINSTAY_BROWSER'

const INSTALLED: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

const PACKED_VERSION = '147.0.0'
/** The package has a browser for this machine alone. */
export const HAS_PACKED_BROWSER = `${process.platform}-${process.arch}` === 'linux-x64'

/** The path of its program; undefined where there is none. */
export async function findBrowser(): Promise<string | undefined> {
  const named = process.env[BROWSER_SETTING]
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named
    throw new Error(`\`${named}\` is not there: ${BROWSER_SETTING} names the program of a Chromium, Chrome or Edge`)
  }
  const installed = INSTALLED[process.platform]?.find((path) => existsSync(path))
  if (installed !== undefined) return installed
  return HAS_PACKED_BROWSER ? unpackBrowser() : undefined
}

/**
 * Unpacks the browser once per version: the package takes whatever it finds in the temporary folder for its own, so it
 * unpacks into a folder of this process, which is then renamed.
 */
export async function unpackBrowser(): Promise<string | undefined> {
  const home = join(tmpdir(), `mainstay-chromium-${PACKED_VERSION}-${process.getuid?.() ?? 'user'}`)
  const binary = join(home, 'chromium')
  if (isOurs(home) && existsSync(binary)) return binary
  const packed = await import('@sparticuz/chromium').catch(() => undefined)
  if (!packed) return undefined
  const fresh = mkdtempSync(`${home}-`)
  const before = process.env.TMPDIR
  process.env.TMPDIR = fresh
  try {
    await packed.default.executablePath()
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
  try {
    renameSync(fresh, home)
  } catch {
    // Another run was quicker: its browser is as good.
    rmSync(fresh, { recursive: true, force: true })
  }
  return isOurs(home) ? binary : undefined
}

/** False where it is not there. Others may write into the temporary folder: what they put there is not run. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (found === undefined) return false
  const isOpen = process.platform !== 'win32' && (found.mode & 0o022) !== 0
  if (found.isDirectory() && !isOpen && (process.getuid === undefined || found.uid === process.getuid())) return true
  throw new Error(`\`${folder}\` was not made by Mainstay, or others may write there: remove it`)
}
