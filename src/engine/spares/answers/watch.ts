// Whoever waits is told what is being done; to give up, it throws.

export type Watch = (what: string, done?: number, total?: number) => void
