import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
  type Span,
  type Tracer,
} from '@opentelemetry/api'
import type { LeanRailsOptions } from '../../generated/leanrails/client.ts'

/**
 * Returns hooks that record a span for each attempt of a call, and send its context to the server. The names of the
 * attributes are those of OpenTelemetry's conventions for HTTP clients.
 *
 * @example createLeanRails({ apiKey, ...tracing(trace.getTracer('payments')) })
 */
export const tracing = (tracer: Tracer): Pick<LeanRailsOptions, 'onRequest' | 'onResponse'> => {
  const spans = new Map<string, Span>()
  return {
    onRequest: ({ method, url, attempt, idempotencyKey, setHeader }) => {
      const span = tracer.startSpan(method, {
        kind: SpanKind.CLIENT,
        attributes: {
          'http.request.method': method,
          'url.full': url,
          'http.request.resend_count': attempt - 1,
        },
      })
      propagation.inject(trace.setSpan(context.active(), span), setHeader, {
        set: (set, name, value) => {
          set(name, value)
        },
      })
      spans.set(`${idempotencyKey} ${attempt}`, span)
    },
    onResponse: ({ attempt, idempotencyKey, status, reason }) => {
      const name = `${idempotencyKey} ${attempt}`
      const span = spans.get(name)
      if (status === 0) span?.setStatus({ code: SpanStatusCode.ERROR, message: reason })
      else span?.setAttribute('http.response.status_code', status)
      span?.end()
      spans.delete(name)
    },
  }
}
