export { exportArazzo, NOT_IN_ARAZZO } from './export.ts'
export type { ArazzoExport } from './export.ts'
export type { ArazzoDocument } from './model.ts'
