/** A small description without extensions, to try commands with. */
export const NOTES = `openapi: 3.1.0
info: { title: Notes, version: '1' }
servers: [{ url: https://notes.example }]
paths:
  /notes:
    get:
      operationId: listNotes
      responses:
        '200':
          description: All notes.
          content:
            application/json:
              schema: { type: array, items: { type: string } }
              example: [a note]
`
