import {
  acceptsKeys,
  contentType,
  ignoresBody,
  rejectsKeys,
  rejectsParameters,
  skipsValidation,
} from './validation-tools.ts'
import { ofKind } from './tools.ts'
import { leanrailsValidationFaults } from './validation-leanrails.ts'
import { stripeValidationFaults } from './validation-stripe.ts'

const both = ofKind('validation', [
  {
    name: 'key-256-accepted',
    description: 'An idempotency key of more than 255 characters is accepted.',
    install: acceptsKeys((value) => value !== undefined && value.length > 255),
  },
  {
    name: 'key-255-rejected',
    description: 'An idempotency key of 255 characters is rejected (off by one).',
    install: rejectsKeys((value) => value.length > 254),
  },
  {
    name: 'key-measured-encoded',
    description: 'An idempotency key is rejected if it has more than 255 characters in percent-encoding.',
    install: rejectsKeys((value) => encodeURIComponent(value).length > 255),
  },
  {
    name: 'key-must-be-uuid',
    description: 'An idempotency key that is not a UUID is rejected.',
    install: rejectsKeys((value) => !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)),
  },
  {
    name: 'key-of-words-only',
    description: 'An idempotency key with other signs than letters, digits, `-` and `_` is rejected.',
    install: rejectsKeys((value) => /[^\w-]/.test(value)),
  },
  {
    name: 'body-required',
    description: 'A request without a body is rejected.',
    install: rejectsParameters((_, { body }) => body.length === 0),
  },
  {
    name: 'content-type-parameters-rejected',
    description: 'A `Content-Type` with a parameter, such as `charset=utf-8`, is rejected.',
    install: (rules) => {
      const { readParameters } = rules
      rules.readParameters = (request) => {
        if (contentType(request).includes(';'))
          throw rules.rejections.unsupportedMediaType('Unsupported media type.')
        return readParameters(request)
      }
    },
  },
  {
    name: 'content-type-parameters-unchecked',
    description: 'A body is not validated if its `Content-Type` has a parameter, such as `charset=utf-8`.',
    install: skipsValidation((request) => /^application\/.*;/.test(contentType(request))),
  },
  {
    name: 'other-content-type-accepted',
    description: 'A body of another media type is accepted and ignored.',
    install: ignoresBody((request) => !/json|urlencoded/.test(contentType(request))),
  },
])

/** Faults of validation: accepts invalid requests, or rejects valid ones. */
export const validationFaults = [...both, ...leanrailsValidationFaults, ...stripeValidationFaults]
