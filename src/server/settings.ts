// What a server is told about itself when it starts.

import type { FirstAdministrator } from '#service/application/people/sign-in.ts'
import type { LogSettings } from './plugins/request-log.ts'

/** Bounds that keep one person or program from taking all there is. */
export interface Limits {
  /** Requests a minute of one person, token or address. */
  readonly requestsPerMinute: number
  /** Tokens of one address that are looked up in vain. */
  readonly refusedTokensPerMinute: number
  /** Exports and reports under way at once; as many uploads beside them. */
  readonly heavyAtOnce: number
  /** Of those, what one person may have under way where people sign in. */
  readonly heavyAtOnceOfOne: number
  /** Jobs watched by events at once, each of which looks into the database a few times a second. */
  readonly watchedAtOnce: number
  /** Of those, what one person may watch where people sign in. */
  readonly watchedAtOnceOfOne: number
  /** After which it is looked up anew whether who watches still may. */
  readonly watcherMilliseconds: number
  /** After which a body of which nothing comes is given up. */
  readonly idleBodyMilliseconds: number
  /** Bytes of a body that is not an upload. */
  readonly bodyBytes: number
  readonly uploadFiles: number
  /** Bytes of one uploaded file. */
  readonly uploadFileBytes: number
  /** Bytes of all files of one upload. */
  readonly uploadBytes: number
  /** Within which a reply has to begin and, unless it is streamed, to end. */
  readonly replyMilliseconds: number
  /** Within which a request has to have come in whole, an upload too. */
  readonly requestMilliseconds: number
}

export const USUAL_LIMITS: Limits = {
  requestsPerMinute: 3000,
  refusedTokensPerMinute: 120,
  heavyAtOnce: 8,
  heavyAtOnceOfOne: 4,
  watchedAtOnce: 200,
  watchedAtOnceOfOne: 20,
  watcherMilliseconds: 3000,
  idleBodyMilliseconds: 30_000,
  bodyBytes: 2_097_152,
  uploadFiles: 500,
  uploadFileBytes: 4_294_967_296,
  uploadBytes: 17_179_869_184,
  replyMilliseconds: 60_000,
  // As long as an upload may take: a file of 4 GiB at 10 Mbit/s.
  requestMilliseconds: 3_600_000,
}

/** How people sign in: a provider of OpenID Connect. */
export interface SignInSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Of a provider on this machine, for trying it out; elsewhere plain HTTP is refused. */
  readonly allowsPlainHttp?: boolean
  readonly firstAdministrator?: FirstAdministrator
}

export interface ServerSettings {
  readonly log: LogSettings
  readonly limits?: Partial<Limits>
  /** Address people reach it under, such as `https://mainstay.example`; needed where people sign in. */
  readonly publicAddress?: string
  readonly signIn?: SignInSettings
  /** Addresses or networks of the proxies in front, whose word on the client's address is taken. */
  readonly trustedProxies?: readonly string[]
  /** With which measurements may be asked for where people sign in. */
  readonly metricsToken?: string
  /** Folder of the built web application; without, only the interface is served. */
  readonly pages?: string
  /** Holds every reply against its schema and fails where they differ: for tests, it takes time. */
  readonly checksReplies?: boolean
}
