import { context, propagation, SpanStatusCode } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { logging } from '../../examples/client/logging.ts'
import { tracing } from '../../examples/client/opentelemetry.ts'
import { createLeanRails } from '../../generated/leanrails/client.ts'
import { handler, networkFailure, ok, rejection } from './handler.ts'
import { captureWaits } from './waits.ts'

const apiKey = 'sk_test_SECRET'
const call = { id: 'pi_1', idempotencyKey: 'key-1', body: { cancellation_reason: 'duplicate' as const } }

const exporter = new InMemorySpanExporter()
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })

beforeAll(() => {
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
})
afterAll(() => {
  propagation.disable()
  context.disable()
})

it('records a span for each attempt, and sends its context', async () => {
  captureWaits()
  exporter.reset()
  const fetch = handler(networkFailure, rejection(503), ok())
  const hooks = tracing(provider.getTracer('test'))
  await createLeanRails({ apiKey, fetch, ...hooks }).cancelPaymentIntent(call)
  const spans = exporter.getFinishedSpans()
  expect(spans.map(({ name, status, attributes }) => [name, status.code, attributes])).toEqual([
    ['POST', SpanStatusCode.ERROR, expect.objectContaining({ 'http.request.resend_count': 0 })],
    ['POST', SpanStatusCode.UNSET, expect.objectContaining({ 'http.response.status_code': 503 })],
    ['POST', SpanStatusCode.UNSET, expect.objectContaining({ 'http.response.status_code': 200 })],
  ])
  expect(fetch.requests.map(({ headers }) => headers.get('traceparent'))).toEqual(
    spans.map((span) => `00-${span.spanContext().traceId}-${span.spanContext().spanId}-01`),
  )
  expect(JSON.stringify(spans.map(({ attributes, status }) => [attributes, status]))).not.toMatch(
    /SECRET|duplicate/,
  )
})

it('logs each attempt and each retry, without a secret', async () => {
  captureWaits()
  const lines: [string, object][] = []
  const logger = {
    info: (details: object) => lines.push(['info', details]),
    warn: (details: object) => lines.push(['warn', details]),
  }
  const fetch = handler(rejection(429, {}, { 'Retry-After': '2' }), ok())
  await createLeanRails({ apiKey, fetch, ...logging(logger) }).cancelPaymentIntent(call)
  expect(lines).toMatchObject([
    ['info', { attempt: 1, status: 429, reason: 'status 429' }],
    ['warn', { attempt: 1, idempotencyKey: 'key-1', reason: 'status 429' }],
    ['info', { attempt: 2, status: 200, reason: 'status 200' }],
  ])
  expect(JSON.stringify(lines)).not.toMatch(/SECRET|duplicate/)
  expect(JSON.stringify(lines)).not.toContain(btoa(`${apiKey}:`))
})
