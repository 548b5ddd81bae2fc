import type { WorkflowBuilder } from './builder.ts'
import type { Workflow } from './model.ts'

/** A workflow that was made, or why Arazzo cannot say it. */
export type Made = { readonly workflow: Workflow } | { readonly id: string; readonly reason: string }

/** Makes a workflow of an operation. */
export type Make = (name: string, summary: string, build: (workflow: WorkflowBuilder) => void) => Made
