import { readForm } from './form-body.ts'
import type { Intent, Status } from './intent.ts'
import { createIntent, token } from './intents.ts'
import { readJsonObject } from './json-body.ts'
import type { ApiName } from './keys.ts'
import { Rejection } from './rejection.ts'
import type { ReceivedRequest } from './request.ts'
import type { SandboxResponse } from './response.ts'
import type { Call, Rules } from './rules.ts'
import type { State } from './state.ts'

/** `rules` are always the correct ones, without faults. */
export interface PaymentCalls {
  readonly api: ApiName
  readonly rules: Rules
  readonly state: State
}

type Fields = Readonly<Record<string, unknown>>

const PATH = /^\/v1\/payment_intents(?:\/([^/]+)\/(confirm|capture))?$/

/** What the confirmation of a test payment method leads to. Every other one is paid, or can be captured. */
const CONFIRMED: Readonly<Record<string, Status>> = {
  pm_card_authenticationRequired: 'requires_action',
  pm_card_threeDSecure2Required: 'requires_action',
  pm_usBankAccount_processing: 'processing',
}

/**
 * Responds to the calls that make a payment, as a live account has them beside what the description describes:
 * `POST /v1/payment_intents` with `amount`, `currency`, `payment_method`, `capture_method` and `confirm`, and
 * `POST /v1/payment_intents/{id}/confirm` and `…/capture`.
 *
 * @returns undefined for every other request
 */
export async function respondToPaymentCall(
  calls: PaymentCalls,
  request: ReceivedRequest,
): Promise<SandboxResponse | undefined> {
  const [path, id, action] = PATH.exec(request.path) ?? []
  if (path === undefined || request.method !== 'POST') return undefined
  const { rules } = calls
  try {
    const caller = rules.authenticate(request)
    const fields = fieldsOf(calls, request)
    // Without an amount it is no payment, and the path is unknown.
    if (action === undefined && fields['amount'] === undefined) return undefined
    const idempotencyKey = rules.readIdempotencyKey(request)
    const parameters = { reason: undefined, expand: [], sent: fields }
    const call: Call = { request, caller, id: path, idempotencyKey, parameters }
    const make = (): Intent =>
      action === undefined ? create(calls, call) : change(calls, call, id ?? '', action)
    const execute = (): Promise<SandboxResponse> => Promise.resolve(rules.render(make(), []))
    return rules.finish(await rules.executeOnce({ ...rules, execute }, call), request, caller)
  } catch (error) {
    if (!(error instanceof Rejection)) throw error
    return rules.finish(rules.reject(error, request), request, undefined)
  }
}

function fieldsOf({ api, rules }: PaymentCalls, request: ReceivedRequest): Fields {
  if (api === 'leanrails') return readJsonObject(request, rules.rejections)
  const fields = readForm(request, rules.rejections).filter(({ keys }) => keys.length === 0)
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]))
}

function create({ rules, state }: PaymentCalls, { caller, parameters }: Call): Intent {
  const { amount, currency, payment_method, capture_method, confirm } = parameters.sent as Fields
  const { rejections } = rules
  if (!/^[1-9]\d{0,7}$/.test(String(amount))) throw rejections.invalidParameter('amount', 'Invalid integer.')
  if (typeof currency !== 'string' || !/^[a-z]{3}$/.test(currency))
    throw rejections.invalidParameter('currency', 'Invalid currency.')
  const spec = {
    status: 'requires_payment_method',
    kind: ['plain', {}],
    overrides: { currency, amount: Number(amount) },
  } as const
  const intent = createIntent(spec, caller, state.now())
  intent.created = Math.floor(state.now() / 1000)
  if (capture_method === 'manual') intent.captureMethod = 'manual'
  if (typeof payment_method === 'string') setPaymentMethod(intent, payment_method)
  if (String(confirm) === 'true') confirmIntent(rules, intent)
  state.intents.set(intent.id, intent)
  return intent
}

function change({ rules }: PaymentCalls, { caller, parameters }: Call, id: string, action: string): Intent {
  const intent = rules.find(caller, id)
  if (action === 'confirm') {
    const { payment_method } = parameters.sent as Fields
    if (typeof payment_method === 'string') setPaymentMethod(intent, payment_method)
    confirmIntent(rules, intent)
  } else {
    if (intent.status !== 'requires_capture') throw rules.rejections.unexpectedState(intent)
    succeed(intent)
  }
  return intent
}

function setPaymentMethod(intent: Intent, paymentMethod: string): void {
  if (intent.status !== 'requires_payment_method' && intent.status !== 'requires_confirmation') return
  intent.paymentMethod = paymentMethod
  intent.status = 'requires_confirmation'
}

function confirmIntent({ rejections }: Rules, intent: Intent): void {
  if (intent.status !== 'requires_confirmation') throw rejections.unexpectedState(intent)
  const status = CONFIRMED[intent.paymentMethod ?? '']
  if (status !== undefined) {
    intent.status = status
  } else if (intent.captureMethod === 'manual') {
    intent.status = 'requires_capture'
    intent.amountCapturable = intent.amount
    intent.latestCharge = `ch_3${token(23)}`
  } else {
    succeed(intent)
  }
}

function succeed(intent: Intent): void {
  intent.status = 'succeeded'
  intent.amountReceived = intent.amount
  intent.amountCapturable = 0
  intent.latestCharge ??= `ch_3${token(23)}`
}
