// The workspace last looked at in this browser, to come back to.

const KEY = 'mainstay.workspace'

export function readLastWorkspace(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    return undefined
  }
}

export function keepLastWorkspace(id: string): void {
  try {
    localStorage.setItem(KEY, id)
  } catch {
    // The list of workspaces is shown instead.
  }
}
