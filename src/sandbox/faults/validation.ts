import { contentType, keysRefused, keysTaken, lenient, refuses } from './reading.ts'
import { ofKind } from './tools.ts'
import { leanrailsValidationFaults } from './validation-leanrails.ts'
import { stripeValidationFaults } from './validation-stripe.ts'

const both = ofKind('validation', [
  {
    name: 'key-256-taken',
    description: 'An idempotency key of more than 255 characters is taken.',
    install: keysTaken((value) => value !== undefined && value.length > 255),
  },
  {
    name: 'key-255-refused',
    description: 'An idempotency key of 255 characters is refused: off by one.',
    install: keysRefused((value) => value.length > 254),
  },
  {
    name: 'key-must-be-uuid',
    description: 'An idempotency key that is no UUID is refused.',
    install: keysRefused((value) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)),
  },
  {
    name: 'body-required',
    description: 'A request without a body is refused.',
    install: refuses((_, { body }) => body.length === 0),
  },
  {
    name: 'content-type-parameters-refused',
    description: 'A content type with a parameter, such as `charset=utf-8`, is refused.',
    install: (rules) => {
      const { readParameters } = rules
      rules.readParameters = (request) => {
        if (contentType(request).includes(';'))
          throw rules.refusals.unsupportedMediaType('Unsupported media type.')
        return readParameters(request)
      }
    },
  },
  {
    name: 'other-content-type-taken',
    description: 'A body of another media type is taken, and ignored.',
    install: lenient((request) => !/json|urlencoded/.test(contentType(request))),
  },
])

/** Requests that are taken and should not be, and the other way round. */
export const validationFaults = [...both, ...leanrailsValidationFaults, ...stripeValidationFaults]
