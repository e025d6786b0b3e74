// Why the operating system refuses to read or write something, in the words of a person, by the code it gives.

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'what stands above it is no folder',
  EISDIR: 'it is a folder',
}

const WRITING: Readonly<Record<string, string>> = {
  ENOENT: 'no such folder',
  ENOTDIR: 'no such folder',
  EISDIR: 'it is a folder',
  EBUSY: 'it is a folder',
  ENOTEMPTY: 'it is a folder',
}

const EITHER: Readonly<Record<string, string>> = {
  EACCES: 'not allowed to this user',
  EPERM: 'not allowed to this user',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this user may keep no more on the disk',
  EFBIG: 'the disk takes no file so large',
  EIO: 'the disk fails',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many files are open: close some, or raise the limit (`ulimit -n`)',
  ENFILE: 'too many files are open on this machine: close some',
  ENOMEM: 'the memory is full',
}

/** The code itself where it has no words. */
export function wordRefusal(code: string, doing: 'reading' | 'writing'): string {
  return (doing === 'reading' ? READING : WRITING)[code] ?? EITHER[code] ?? code
}
