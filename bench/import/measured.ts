// What a process measures of itself and prints for the one that started it.

export interface Measured {
  /** From the beginning of the work to its end, without the start of Node. */
  readonly cpuSeconds: number
  /** Largest resident set, as the operating system saw it: with Node itself, garbage and all. */
  readonly largestBytes: number
  /** What came of it, to be compared. */
  readonly outcome: string
}

export async function measureProcess(work: () => Promise<string>): Promise<void> {
  const cpu = process.cpuUsage()
  const outcome = await work()
  const { user, system } = process.cpuUsage(cpu)
  const measured: Measured = {
    cpuSeconds: (user + system) / 1e6,
    largestBytes: process.resourceUsage().maxRSS * 1024,
    outcome,
  }
  console.log(JSON.stringify(measured))
}
