// The two cookies: of the session, and of a sign-in that is under way. Browsers send them to this host only, over https
// only, and show them to no script.

import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { SESSION_MS } from '#service/application/people/sign-in.ts'

export const SESSION_COOKIE = '__Host-mainstay'
export const SIGN_IN_COOKIE = '__Host-mainstay-sign-in'

const OURS = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const
const SIGN_IN_SECONDS = 600

export async function addCookies(server: FastifyInstance): Promise<void> {
  await server.register(cookie)
}

export function giveSession(reply: FastifyReply, secret: string): void {
  reply.setCookie(SESSION_COOKIE, secret, { ...OURS, maxAge: SESSION_MS / 1000 })
}

export function takeSession(reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, OURS)
}

export function givePendingSignIn(reply: FastifyReply, pending: string): void {
  reply.setCookie(SIGN_IN_COOKIE, pending, { ...OURS, maxAge: SIGN_IN_SECONDS })
}

export function takePendingSignIn(reply: FastifyReply): void {
  reply.clearCookie(SIGN_IN_COOKIE, OURS)
}
