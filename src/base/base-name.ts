// What a file is called without the folders it lies in, however those are separated.

/** `sites.csv` of `in/sites.csv`. */
export function baseNameOf(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
}
