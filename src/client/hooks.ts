import type { CallInfo } from './call-info.ts'

/** An attempt to send a request. It contains no secret: no header, no body, and no credential of the query. */
export interface Attempt extends CallInfo {
  /** 1 for the first attempt. */
  readonly attempt: number
}

/** An attempt that is about to be sent. */
export interface AttemptRequest extends Attempt {
  /** Adds a header to this attempt and those after it, for example `traceparent`. */
  readonly setHeader: (name: string, value: string) => void
}

/** An attempt that has ended. `status` is 0 if there was no response. */
export interface AttemptResponse extends Attempt {
  /** From the start of the attempt to the last byte of the response, in milliseconds. */
  readonly duration: number
  /** What happened: `status 200`, `timeout`, `aborted`, or the text of the network's error. */
  readonly reason: string
}

/** An attempt that will be repeated. */
export interface AttemptRetry extends Attempt {
  /** How long the client waits before the next attempt, in milliseconds. */
  readonly delay: number
  /** Why: `status 429`, `timeout`, or the text of the network's error. */
  readonly reason: string
}

/**
 * Functions that observe each attempt: for logs, metrics and traces. An error of a hook neither ends nor repeats a
 * request. No request waits for a hook that returns a promise.
 */
export interface Hooks {
  /** Called before each attempt is sent. Default: nothing is called. */
  readonly onRequest?: ((attempt: AttemptRequest) => unknown) | undefined
  /** Called after each attempt, with or without a response. Default: nothing is called. */
  readonly onResponse?: ((attempt: AttemptResponse) => unknown) | undefined
  /** Called before the delay that precedes a retry. Default: nothing is called. */
  readonly onRetry?: ((attempt: AttemptRetry) => unknown) | undefined
}

/** Calls a hook, if there is one. Whatever it does, the request goes on. */
export const notify = <Event>(hook: ((event: Event) => unknown) | undefined, event: () => Event): void => {
  if (hook) void observe(hook, event())
}

const observe = async <Event>(hook: (event: Event) => unknown, event: Event): Promise<void> => {
  try {
    await hook(event)
  } catch {
    // A logger that fails must not decide about a request.
  }
}
