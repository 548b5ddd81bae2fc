import type { Domain } from './domain/api.ts'
import { startExpress } from './servers/express.ts'
import { startFastify } from './servers/fastify.ts'
import { startHono } from './servers/hono.ts'
import { startKoa } from './servers/koa.ts'
import { startNode } from './servers/node.ts'

/** Starts a server for a domain on a free port. Returns its address. */
export type StartServer = (domain: Domain) => Promise<string>

/** The servers in JavaScript, by name. */
export const FRAMEWORKS: Readonly<Record<string, StartServer>> = {
  node: startNode,
  'express 5': (domain) => startExpress(domain, 'express'),
  'express 4': (domain) => startExpress(domain, 'express4'),
  fastify: startFastify,
  koa: startKoa,
  hono: startHono,
}
