// The server on a folder of data, in a process of its own: as `mainstay serve` starts it, without the limit of requests a minute.

import { openApplication } from '#service/application/open-application.ts'
import { closeGracefully, createServer, listen } from '#server/index.ts'

const application = await openApplication({ data: process.argv[2]!, mode: 'local', onTrouble: console.error })
const server = await createServer(application, {
  log: { level: 'error' },
  limits: { requestsPerMinute: Number.MAX_SAFE_INTEGER },
})
process.send!(await listen(server, { mode: 'local', port: 0 }))
process.once('disconnect', () => void end())

async function end(): Promise<void> {
  await closeGracefully(server)
  await application.close()
}
