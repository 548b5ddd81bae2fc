/** Valid descriptions in several versions. Tests change one value of them. */
import { readYaml } from '../../../src/description/index.ts'

const OLD = `
swagger: '2.0'
info: { title: Old, version: '1', description: Text. }
host: api.example.com
basePath: /v1
schemes: [https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  basic: { type: basic }
  key: { type: apiKey, name: X-Key, in: header }
  oauth: { type: oauth2, flow: implicit, authorizationUrl: 'https://example.com/auth', scopes: { read: Read. } }
security: [{ key: [] }]
tags: [{ name: things, description: Things. }]
parameters:
  limit: { name: limit, in: query, type: integer, format: int32, minimum: 1, maximum: 100, exclusiveMaximum: true }
  thing: { name: thing, in: body, required: true, schema: { $ref: '#/definitions/Thing' } }
responses:
  Problem: { description: Problem., schema: { type: object, properties: { code: { type: string } } } }
paths:
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, type: string, pattern: '^[a-z]+$' }]
    get:
      operationId: getThing
      tags: [things]
      parameters:
        - { $ref: '#/parameters/limit' }
        - { name: ids, in: query, type: array, items: { type: integer }, collectionFormat: csv }
      responses:
        200:
          description: OK.
          schema: { $ref: '#/definitions/Thing' }
          headers: { X-Rate: { type: integer, description: Rate. } }
          examples: { application/json: { id: a } }
        default: { $ref: '#/responses/Problem' }
    put:
      operationId: putThing
      parameters: [{ $ref: '#/parameters/thing' }]
      responses: { 204: { description: Done. } }
    post:
      operationId: upload
      consumes: [multipart/form-data]
      parameters:
        - { name: file, in: formData, type: file, required: true }
        - { name: tags, in: formData, type: array, items: { type: string }, collectionFormat: multi }
      security: [{ oauth: [read] }]
      responses: { 200: { description: OK., schema: { type: file } } }
definitions:
  Thing:
    type: object
    required: [id]
    discriminator: kind
    properties:
      id: { type: string, maxLength: 10 }
      kind: { type: string, x-nullable: true }
      more: { type: array, items: { $ref: '#/definitions/Thing' } }
`

const NEW = `
openapi: 3.1.1
info: { title: New, version: '1' }
servers:
  - url: https://{region}.example.com/v1
    variables: { region: { default: eu, enum: [eu, us] } }
security: [{ key: [] }, { bearer: [], basic: [] }, {}]
tags: [{ name: things }]
paths:
  /things:
    get:
      operationId: listThings
      tags: [things]
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 5, default: 2 } }
        - { name: filter, in: query, style: deepObject, explode: true, schema: { type: object, properties: { a: { type: string } } } }
        - { name: json, in: query, content: { application/json: { schema: { type: object } } } }
        - { name: X-Trace, in: header, schema: { type: string, format: uuid } }
        - { name: session, in: cookie, schema: { type: string, enum: [a, b] } }
      responses:
        '200':
          description: OK.
          headers: { Link: { schema: { type: string }, required: true } }
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Thing' } }
              examples: { one: { value: [{ id: a, kind: cat }] }, two: { $ref: '#/components/examples/Two' } }
            application/xml: { schema: { type: object, xml: { name: things } } }
        4XX: { $ref: '#/components/responses/Problem' }
    post:
      operationId: createThing
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: '#/components/schemas/Thing' }, example: { id: a, kind: cat } }
          application/x-www-form-urlencoded:
            schema: { type: object, properties: { tags: { type: array, items: { type: string } } } }
            encoding: { tags: { style: form, explode: false } }
          multipart/form-data:
            schema: { type: object, properties: { file: { type: string, format: binary } } }
            encoding: { file: { contentType: image/png, headers: { X-A: { schema: { type: string } } } } }
      responses:
        '201':
          description: Created.
          headers: { Location: { schema: { type: string, format: uri-reference } } }
          content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
          links: { self: { operationId: getThing, parameters: { id: $response.body#/id } } }
        '400': { $ref: '#/components/responses/Problem' }
      callbacks:
        changed:
          '{$request.body#/url}': { post: { requestBody: { content: { application/json: { schema: {} } } }, responses: { '200': { description: OK. } } } }
  /things/{id}:
    summary: One
    parameters: [{ $ref: '#/components/parameters/Id' }]
    servers: [{ url: https://other.example.com }]
    get:
      operationId: getThing
      security: [{ oauth: [read] }]
      responses:
        '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
        '404': { description: None., content: { application/problem+json: { schema: { type: object } } } }
        default: { description: Others., content: { text/plain: { schema: { type: string } } } }
    delete:
      operationId: deleteThing
      deprecated: true
      parameters: [{ name: If-Match, in: header, schema: { type: string } }]
      responses: { '204': { description: Done. } }
  /things/{id}/cancel:
    post:
      operationId: cancelThing
      parameters:
        - { $ref: '#/components/parameters/Id' }
        - { name: Idempotency-Key, in: header, required: true, schema: { type: string, minLength: 1, maxLength: 20 } }
      x-idempotency:
        header: Idempotency-Key
        retention: PT24H
        scope: credential
        stores: [success, rejection]
        releases: [validation]
        replay: { headers: { Idempotent-Replayed: 'true' } }
        mismatch: { differs: [body, path], responses: [{ status: '409', example: mismatch }] }
        inProgress: { responses: [{ status: '409', example: state }] }
      x-lifecycle:
        state: /kind
        to: dog
        states: { cat: { responses: [{ status: '200' }] }, dog: { responses: [{ status: '409', example: state }] } }
      x-rejections:
        - { in: path, name: id, keyword: unknown, responses: [{ status: '404', example: none }] }
        - { in: header, name: Idempotency-Key, responses: [{ status: '409', example: state }] }
      x-criteria: [{ condition: '$response.body#/id == $request.path.id' }]
      responses:
        '200': { description: OK., content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
        '404': { description: None., content: { application/json: { schema: { type: object }, examples: { none: { value: { code: none } } } } } }
        '409': { description: State., content: { application/json: { schema: { type: object }, examples: { state: { value: { code: state } }, mismatch: { value: { code: mismatch } } } } } }
webhooks:
  changed: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }, responses: { '200': { description: OK. } } } }
components:
  parameters:
    Id: { name: id, in: path, required: true, schema: { type: string, pattern: '^[a-z]+$', maxLength: 10 }, example: a }
  examples:
    Two: { summary: Two, value: [] }
  responses:
    Problem: { description: Problem., content: { application/json: { schema: { $ref: '#/components/schemas/Problem' } } } }
  requestBodies:
    Thing: { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
  headers:
    Rate: { schema: { type: integer } }
  securitySchemes:
    key: { type: apiKey, in: query, name: key }
    basic: { type: http, scheme: basic }
    bearer: { type: http, scheme: bearer, bearerFormat: JWT }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://example.com/token', scopes: { read: Read. } } } }
  schemas:
    Problem: { type: object, required: [code], properties: { code: { type: string, enum: [a, b] } }, additionalProperties: false }
    Thing:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: Dog } }
    Base:
      type: object
      required: [id, kind]
      minProperties: 1
      properties:
        id: { type: string, minLength: 1, maxLength: 10, readOnly: true }
        kind: { type: string }
        size: { type: [number, 'null'], exclusiveMinimum: 0, multipleOf: 0.5 }
        list: { type: array, prefixItems: [{ type: string }], items: false, minItems: 1, maxItems: 4, uniqueItems: true, contains: { type: string }, minContains: 1 }
        map: { type: object, patternProperties: { '^x': { type: integer } }, propertyNames: { maxLength: 5 }, dependentRequired: { a: [b] }, dependentSchemas: { c: { required: [d] } } }
        when: { type: string, format: date-time }
        constant: { const: 1 }
        any: { anyOf: [{ type: string }, { type: integer, not: { const: 3 } }], if: { type: string }, then: { minLength: 1 }, else: true }
    Cat: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { kind: { const: cat }, next: { $ref: '#/components/schemas/Thing' } } }] }
    Dog: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { kind: { const: dog } }, unevaluatedProperties: false }] }
`

/** Version → a valid description of it. */
export const BASES: Readonly<Record<string, unknown>> = {
  '2.0': readYaml('old.yaml', OLD),
  '3.1': readYaml('new.yaml', NEW),
}
