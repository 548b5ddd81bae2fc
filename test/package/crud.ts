/** A description of an API with a key, as a team would write it: it creates, reads, lists and deletes. */
export const CRUD = `openapi: 3.0.3
info: { title: Library API, version: 1.2.0 }
servers: [{ url: 'http://localhost:8091' }]
security: [{ key: [] }]
paths:
  /books:
    get:
      operationId: listBooks
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 20 } }
      responses:
        '200':
          description: The books.
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Book' } } } }
        '400': { $ref: '#/components/responses/Error' }
        '401': { $ref: '#/components/responses/Error' }
    post:
      operationId: createBook
      requestBody:
        required: true
        content: { application/json: { schema: { $ref: '#/components/schemas/NewBook' } } }
      responses:
        '201':
          description: The new book.
          content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } }
        '400': { $ref: '#/components/responses/Error' }
        '401': { $ref: '#/components/responses/Error' }
  /books/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: getBook
      responses:
        '200':
          description: The book.
          content: { application/json: { schema: { $ref: '#/components/schemas/Book' } } }
        '401': { $ref: '#/components/responses/Error' }
        '404': { $ref: '#/components/responses/Error' }
    delete:
      operationId: deleteBook
      responses:
        '204': { description: It is deleted. }
        '401': { $ref: '#/components/responses/Error' }
        '404': { $ref: '#/components/responses/Error' }
components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  responses:
    Error:
      description: The error.
      content: { application/json: { schema: { $ref: '#/components/schemas/Error' } } }
  schemas:
    NewBook:
      type: object
      required: [title]
      properties:
        title: { type: string, minLength: 1, maxLength: 80 }
        pages: { type: integer, minimum: 1 }
    Book:
      type: object
      required: [id, title]
      properties:
        id: { type: string }
        title: { type: string }
        pages: { type: integer }
    Error: { type: object, required: [error], properties: { error: { type: string } } }
`
