/** The parts of an Arazzo 1.0 document that an export has. https://spec.openapis.org/arazzo/v1.0.1.html */
export interface ArazzoDocument {
  readonly arazzo: '1.0.1'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly sourceDescriptions: readonly SourceDescription[]
  readonly workflows: readonly Workflow[]
}

export interface SourceDescription {
  readonly name: string
  readonly url: string
  readonly type: 'openapi'
}

export interface Workflow {
  readonly workflowId: string
  readonly summary: string
  readonly inputs?: InputSchema
  readonly steps: readonly Step[]
}

/** A JSON Schema of an object: the values that a runner must be given. */
export interface InputSchema {
  readonly type: 'object'
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, { readonly type: 'string'; readonly description: string }>>
}

export interface Step {
  readonly stepId: string
  readonly description: string
  readonly operationId?: string
  readonly operationPath?: string
  readonly parameters?: readonly StepParameter[]
  readonly requestBody?: { readonly contentType: string; readonly payload: unknown }
  readonly successCriteria: readonly Criterion[]
  readonly outputs?: Readonly<Record<string, string>>
}

export interface StepParameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie'
  readonly name: string
  readonly value: unknown
}

export interface Criterion {
  readonly condition: string
}
