// Where the application keeps its data where nobody says: the place each system has for it.

import { homedir } from 'node:os'
import { join } from 'node:path'

export function defaultDataFolder(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string {
  if (env.MAINSTAY_DATA) return env.MAINSTAY_DATA
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'mainstay')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'mainstay')
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'mainstay')
}
