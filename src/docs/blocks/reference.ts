import { isSuccess } from '../../description/index.ts'
import type {
  Description,
  ExampleObject,
  OpenAPIDocument,
  Operation,
  Schema,
} from '../../description/index.ts'
import { html } from '../../html/index.ts'
import type { Html } from '../../html/index.ts'
import { codeBlock, inline, markdown } from '../markdown/markdown.ts'
import { makeTable } from './table.ts'
import { propertiesOf } from '../schema/properties.ts'
import { describeSchema } from '../schema/schema-text.ts'

/** Renders the whole description as plain HTML, for a browser without scripts, which Redoc's page needs. */
export function referenceOf(description: Description): Html {
  const { info, servers } = description.document
  return html`${info.summary !== undefined && html`<p class="lead">${info.summary}</p>`}
    <p>Version <code>${info.version}</code>${servers?.map(({ url }) => html`, at <code>${url}</code>`)}.</p>
    ${markdown(info.description ?? '')}
    ${description.operations.map((operation) => operationOf(description, operation))}`
}

function operationOf({ document }: Description, operation: Operation): Html {
  const { object, method, path, body } = operation
  return html`<h2 id="${operation.id}">${object.summary ?? operation.id}</h2>
    <p><code>${method} ${path}</code></p>
    ${markdown(object.description ?? '')}
    <h3>Parameters</h3>
    ${makeTable(
      ['Name', 'In', 'Schema', 'Description'],
      operation.parameters.map(({ object: parameter }) => [
        html`<code>${parameter.name}</code>`,
        parameter.in,
        inline(
          `${describeSchema(parameter.schema ?? {})}; ${parameter.required === true ? 'required' : 'optional'}`,
        ),
        inline(parameter.description ?? ''),
      ]),
    )}
    ${body !== undefined && html`<h3>Body</h3>`}
    ${body?.content.map(
      ({ mediaType, object: content }) =>
        html`<p><code>${mediaType}</code>, ${body.required ? 'required' : 'optional'}</p>
          ${propertyTable(document, content.schema, ['required', 'optional'])}${examplesOf(content.examples)}`,
    )}
    ${operation.responses.map(
      (response) =>
        html`<h3>${response.status}</h3>
          ${markdown(response.object.description)}
          ${
            response.headers.length > 0 &&
            makeTable(
              ['Header', 'Schema', 'Description'],
              response.headers.map(({ name, object: header }) => [
                html`<code>${name}</code>`,
                inline(
                  `${describeSchema(header.schema ?? {})}; ${header.required === true ? 'always' : 'sometimes'}`,
                ),
                inline(header.description ?? ''),
              ]),
            )
          }
          ${response.content.map(
            ({ object: content }) =>
              html`${isSuccess(response.status) && propertyTable(document, content.schema, ['always', 'sometimes'])}
              ${examplesOf(content.examples)}`,
          )}`,
    )}`
}

function examplesOf(examples: Record<string, ExampleObject> = {}): Html {
  return html`${Object.values(examples).map(
    ({ summary, description, value }) =>
      html`<h4>${summary ?? ''}</h4>
        ${description !== undefined && html`<p>${inline(description)}</p>`}
        ${value !== undefined && codeBlock(JSON.stringify(value, null, 2), 'json')}`,
  )}`
}

function propertyTable(
  document: OpenAPIDocument,
  schema: Schema = {},
  [yes, no]: readonly [string, string],
): Html {
  return makeTable(
    ['Property', 'Schema', 'Description'],
    propertiesOf(document, schema).map(({ name, schema: property, required }) => [
      html`<code>${name}</code>`,
      inline(`${describeSchema(property)}; ${required ? yes : no}`),
      inline(property.description ?? ''),
    ]),
  )
}
