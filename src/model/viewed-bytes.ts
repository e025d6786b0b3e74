// Bytes with a view of the same memory, to read four of them at once.

export interface ViewedBytes {
  readonly bytes: Uint8Array
  readonly view: DataView
}
