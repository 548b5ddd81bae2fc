/** A description of a lending library, in three files. */
export const redocly = `apis:
  library:
    root: openapi/library.yaml
    x-openapi-contracts: { strict: true }
extends:
  - minimal
rules:
  operation-summary: error
`

export const library = `openapi: 3.1.1
info:
  title: Library
  version: '1'
servers:
  - url: https://library.example
paths:
  /books/{isbn}/loans:
    $ref: library/loans.yaml
  /categories:
    get:
      operationId: listCategories
      summary: The tree of categories
      responses:
        '200':
          description: The tree.
          content:
            application/json:
              schema:
                type: object
                required: [root]
                properties:
                  root: { $ref: '#/components/schemas/category-tree' }
        4XX:
          description: No.
          content:
            application/problem+json:
              schema: { $ref: '#/components/schemas/problem' }
        default:
          description: Something else.
          content:
            text/plain:
              schema: { type: string, maxLength: 3 }
components:
  schemas:
    category-tree:
      type: object
      required: [name, children]
      additionalProperties: false
      properties:
        name: { type: string, minLength: 1, maxLength: 3 }
        children:
          type: array
          uniqueItems: true
          items: { $ref: '#/components/schemas/category-tree' }
    problem:
      type: object
      title: Problem
      required: [type]
      properties:
        type: { type: string, format: uri }
        status: { type: integer, format: int32 }
        example: { type: string, description: A property that is called like an annotation. }
    # Names that have a meaning in ajv, in JavaScript or in JSON Pointer.
    odd.names_v2:
      type: object
      required: [schema12, constructor]
      properties:
        schema12: { enum: [a, b] }
        validate20: { type: string }
        parentData: { type: string }
        constructor: { type: string }
        a/b~c: { type: string, maxLength: 1 }
        $ref_: { $ref: '#/components/schemas/odd.names_v2/properties/a~1b~0c' }
    Loan:
      type: object
      required: [id, due, state]
      properties:
        id: { type: string, format: uuid }
        due: { type: string, format: date }
        returned_at: { type: [string, 'null'], format: date-time }
        opened: { type: string, format: time }
        reminded_at: { type: number, format: unix-time }
        borrower: { $ref: 'library/people.yaml#/Person' }
        state:
          enum: [open, closed, null, { lost: true }]
        kind: { const: { medium: paper } }
        shelf:
          type: array
          prefixItems: [{ type: string }, { type: integer }]
          minItems: 2
          items: false
        notes:
          type: object
          patternProperties: { '^x/': { type: string } }
          additionalProperties: { type: [string, integer] }
        fee:
          oneOf:
            - { type: integer, multipleOf: 5 }
            - { type: integer, multipleOf: 3 }
        co_borrower:
          anyOf:
            - { $ref: '#/components/schemas/Loan/properties/borrower' }
            - { type: string, pattern: '^[\\p{L} /]+$' }
      if: { properties: { state: { const: closed } } }
      then: { required: [returned_at], properties: { returned_at: { type: string } } }
`

export const loans = `parameters:
  - { name: isbn, in: path, required: true, schema: { type: string } }
post:
  operationId: lendBook
  summary: Lend a book
  requestBody:
    content:
      application/json:
        schema:
          type: object
          required: [borrower]
          properties:
            borrower: { $ref: 'people.yaml#/Person' }
  responses:
    '201':
      description: The loan.
      content:
        application/json:
          schema: { $ref: '../library.yaml#/components/schemas/Loan' }
`

export const people = `Person:
  type: object
  required: [name]
  properties:
    name: { type: string, minLength: 1 }
    email: { type: string, format: email }
`

export const files = {
  'package.json': '{ "type": "module" }\n',
  'redocly.yaml': redocly,
  'openapi/library.yaml': library,
  'openapi/library/loans.yaml': loans,
  'openapi/library/people.yaml': people,
}

/** A valid loan with all properties. */
export const loan = {
  id: '3f0c1a52-7f0a-4b9c-9a53-2f6f1d0c8e11',
  due: '2024-02-29',
  returned_at: '2024-02-20T10:00:00Z',
  opened: '09:30:00+01:00',
  reminded_at: 1708423200,
  borrower: { name: 'Ada', email: 'ada@library.example' },
  state: 'closed',
  kind: { medium: 'paper' },
  shelf: ['B', 7],
  notes: { 'x/ink': 'blue', pages: 9 },
  fee: 5,
  co_borrower: 'Grace Hopper',
}
