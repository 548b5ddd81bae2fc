import { randomUUID } from 'node:crypto'
import type { Operation, Parameter } from '../../description/index.ts'
import type { MockRequest } from '../../mock/index.ts'
import type { FaultInput } from './fault.ts'
import { requestHeader, withRequestHeader } from './message.ts'

/** Whether a parameter is the header that carries the idempotency key. */
export function isKeyHeader({ idempotency }: Operation, { object }: Parameter): boolean {
  return object.in === 'header' && object.name.toLowerCase() === idempotency?.header.toLowerCase()
}

/** Returns a key that no request has had. Undefined if the schema does not allow a UUID. */
export function freshKey({ schemas }: FaultInput, { schema }: Pick<Parameter, 'schema'>): string | undefined {
  const key = randomUUID()
  return schema === undefined || schemas.mayBeValid(schema, key) ? key : undefined
}

/** Returns the idempotency key of a request. */
export function keyOf({ idempotency }: Operation, request: MockRequest): string | undefined {
  return idempotency === undefined ? undefined : requestHeader(request, idempotency.header)
}

/** Returns a request whose key no other request has had, so that it is executed. */
export function withFreshKey({ idempotency }: Operation, request: MockRequest): MockRequest {
  return idempotency === undefined ? request : withRequestHeader(request, idempotency.header, randomUUID())
}
