// Sealed snapshots: made, verified, and their tables read.

export { readStated } from './read-stated.ts'
export { sealSnapshot } from './seal-snapshot.ts'
export { readSealed } from './sealed.ts'
export * from './table-query.ts'
export { openTables, type ReaderLimits, type TableReader } from './table-reader.ts'
export { verifySnapshot } from './verify-snapshot.ts'
