// mainstay serve: the application, for one person on this machine or for a team.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Command, InvalidArgumentError } from 'commander'
import { defaultDataFolder } from '#service/application/default-data-folder.ts'
import type { OpenApplication } from '#service/application/open-application.ts'
import { builtFile } from '#service/product.ts'
import type { FastifyInstance, ServerSettings } from '#server/index.ts'
import type { CommandContext } from '../command.ts'
import { EXIT_CODES, type ExitCode } from '../exit-code.ts'
import { faultsOfPostgres, readProxies, readSignIn, type SignIn } from '../serve-settings.ts'
import type { Terminal } from '../terminal.ts'

interface ServeOptions {
  readonly data: string
  readonly host?: string
  readonly port?: number
  readonly example?: string
  readonly publicAddress?: string
  readonly trustedProxies?: string
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Where it is looked for by default; if something else has it, any other that is free. */
const USUAL_PORT = 7070

export function addServeCommand(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('the application in a browser, until it is stopped')
    .option('--data <folder>', 'where everything is kept', defaultDataFolder(process.platform, process.env))
    .option('--port <number>', `port to listen on (default: ${USUAL_PORT}, or any that is free)`, readPort)
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, this machine alone)')
    .option('--example <name>', 'where there is no workspace yet, begin with this example')
    .option('--public-address <url>', 'address people reach it under, where they sign in')
    .option(
      '--trusted-proxies <addresses>',
      'for a team: proxies in front that say who asks, such as 10.0.0.0/8,loopback',
    )
    .option('--log <level>', 'debug, info, warn, error or silent, on standard error', 'warn')
    .addHelpText(
      'after',
      `
Examples:
  mainstay serve                                     for yourself, on this machine
  mainstay serve --example stockpile-2020            with an example network to look at
  mainstay serve --data /srv/mainstay --port 8080    where the data lies, and on which port

For a team, people sign in through a provider of OpenID Connect, and these are read from the environment:
  MAINSTAY_POSTGRES                address of the PostgreSQL server that keeps what is done
  MAINSTAY_OIDC_ISSUER             address of the provider
  MAINSTAY_OIDC_CLIENT_ID, MAINSTAY_OIDC_CLIENT_SECRET
  MAINSTAY_FIRST_ADMINISTRATOR     whose first sign-in makes the first organisation, by verified e-mail address
  MAINSTAY_FIRST_ORGANISATION      what that is called
  MAINSTAY_METRICS_TOKEN           with which /metrics may be asked for
docs/application.md says more.`,
    )
    .action(async (options: ServeOptions) => context.end(await runServe(options, context.terminal)))
}

function readPort(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('expected a number from 0 to 65535')
  return port
}

async function runServe(options: ServeOptions, terminal: Terminal): Promise<ExitCode> {
  // What only a server needs is loaded by a server alone: other commands start the sooner.
  const { openApplication } = await import('#service/application/open-application.ts')
  const { isWithoutOrganisation } = await import('#service/application/people/organisations.ts')
  const { closeGracefully, createServer, faultsOfSettings } = await import('#server/index.ts')
  const { env } = process
  const { signIn, faults: ofSignIn } = readSignIn(env)
  const isTeam = signIn !== undefined || ofSignIn.length > 0
  const settings = settingsOf(options, env, signIn)
  // Before anything is opened, and all at once.
  const faults = [
    ...ofSignIn,
    ...faultsOfSettings(isTeam ? 'team' : 'local', settings),
    ...faultsOfPostgres(env.MAINSTAY_POSTGRES),
    ...(await faultsOfExample(options.example)),
  ]
  for (const fault of faults) terminal.writeError(`mainstay: ${fault}\n`)
  if (faults.length > 0) return EXIT_CODES.usage
  const losing = new AbortController()
  const application = await openApplication({
    data: options.data,
    mode: isTeam ? 'team' : 'local',
    ...(env.MAINSTAY_POSTGRES === undefined ? {} : { postgres: env.MAINSTAY_POSTGRES }),
    onLost: (error) => {
      terminal.writeError(`mainstay: ${error.message}\n`)
      losing.abort()
      endBefore(LONGEST_ENDING_MS)
    },
    onTrouble: (error) => terminal.writeError(`mainstay: ${error instanceof Error ? error.stack : String(error)}\n`),
  })
  try {
    if (isTeam && signIn?.firstAdministrator === undefined && (await isWithoutOrganisation(application))) {
      terminal.writeError(
        'mainstay: there is no organisation yet, and nobody could make the first: set `MAINSTAY_FIRST_ADMINISTRATOR` to the e-mail address of who does\n',
      )
      return EXIT_CODES.usage
    }
    const server = await createServer(application, settings)
    const address = await beginListening(server, options, application.mode)
    sayWhere(address, options, terminal)
    const stopping = new AbortController()
    if (options.example !== undefined) void welcome(application, options.example, terminal, stopping.signal)
    await untilStopped(losing.signal)
    if (!losing.signal.aborted) terminal.writeError('\nending; work under way goes on at the next start\n')
    stopping.abort()
    await closeGracefully(server, losing.signal.aborted ? 0 : undefined)
  } finally {
    await application.close()
  }
  return losing.signal.aborted ? EXIT_CODES.failed : EXIT_CODES.ok
}

async function faultsOfExample(example: string | undefined): Promise<readonly string[]> {
  if (example === undefined) return []
  const { listExamples } = await import('#service/make-example.ts')
  const known = await listExamples()
  if (known.includes(example)) return []
  return [`there is no example \`${example}\`; there are ${known.map((name) => `\`${name}\``).join(', ')}`]
}

async function beginListening(
  server: FastifyInstance,
  { host, port }: ServeOptions,
  mode: OpenApplication['mode'],
): Promise<string> {
  const { CannotListen, listen } = await import('#server/index.ts')
  const at = { mode, ...(host === undefined ? {} : { host }) }
  if (port !== undefined) return listen(server, { ...at, port })
  try {
    return await listen(server, { ...at, port: USUAL_PORT })
  } catch (error) {
    if (!(error instanceof CannotListen)) throw error
    return listen(server, { ...at, port: 0 })
  }
}

function settingsOf(
  { log, publicAddress, trustedProxies }: ServeOptions,
  env: NodeJS.ProcessEnv,
  signIn: SignIn,
): ServerSettings {
  const proxies = readProxies(trustedProxies)
  const pages = fileURLToPath(builtFile('web'))
  return {
    log: { level: log },
    ...(existsSync(pages) ? { pages } : {}),
    ...(publicAddress === undefined ? {} : { publicAddress }),
    ...(proxies === undefined ? {} : { trustedProxies: proxies }),
    ...(signIn === undefined ? {} : { signIn }),
    ...(env.MAINSTAY_METRICS_TOKEN === undefined ? {} : { metricsToken: env.MAINSTAY_METRICS_TOKEN }),
  }
}

function sayWhere(address: string, { data }: ServeOptions, terminal: Terminal): void {
  terminal.write(`Mainstay is at ${address}\n`)
  terminal.write(`  data: ${data}\n  to end it: Ctrl+C\n`)
}

async function welcome(
  application: OpenApplication,
  example: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  if (application.local === undefined) return
  const { welcomeWithExample } = await import('#service/application/welcome.ts')
  try {
    await welcomeWithExample(application, application.local, { example, name: `Example ${example}` }, signal)
  } catch (error) {
    if (!signal.aborted) terminal.writeError(`mainstay: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

/** From then on a signal ends the process at once, whatever it waits for. */
function untilStopped(losing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      for (const signal of SIGNALS) process.removeListener(signal, stop)
      resolve()
    }
    if (losing.aborted) return stop()
    losing.addEventListener('abort', stop)
    for (const signal of SIGNALS) process.once(signal, stop)
  })
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** How long work in hand may take to end once the database is another process's. */
const LONGEST_ENDING_MS = 10_000

/** What is left open of the database, whose files are not to be touched any more, keeps a process alive; so may work that hangs. */
function endBefore(milliseconds: number): void {
  setTimeout(() => process.exit(EXIT_CODES.failed), milliseconds).unref()
}
