// The forms a report is told in: beside the schemas, so that a page that lists them need not load these.

export const REPORT_FORMS = {
  rules: ['html', 'pdf', 'json', 'csv', 'sarif', 'text'],
  spares: ['html', 'pdf', 'json', 'csv', 'csv-parts', 'csv-steady', 'xlsx', 'text'],
} as const
