// The report of an analysis, as the command line makes it: opened, or taken along in every form.

import type { Analysis } from '#contract/application/analysis.ts'
import { REPORT_FORMS } from '#contract/application/report-forms.ts'
import { download } from '../parts/download.ts'
import { Icon } from '../parts/icon.tsx'
import { Menu } from '../parts/menu.tsx'
import { remark } from '../parts/remark.ts'
import { analyses as words } from '../words/en/analyses.ts'
import { reportAddress } from './paths.ts'

export async function copyAddress(address: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(new URL(address, location.href).href)
    remark(words.copied)
  } catch {
    remark(words.notCopied, 'bad')
  }
}

interface ReportMenuProps {
  readonly workspace: string
  readonly analysis: Analysis
  /** Of the page that shows it. */
  readonly link?: string
}

export function ReportMenu({ workspace, analysis, link = location.href }: ReportMenuProps) {
  const addressIn = (form: string): string => reportAddress(workspace, analysis.id, form)
  return (
    <Menu
      label={words.report}
      button={
        <>
          <Icon name="download" />
          {words.report}
          <Icon name="down" />
        </>
      }
      groups={[
        {
          choices: [
            {
              id: 'open',
              label: words.openReport,
              icon: 'external',
              onChoose: () => void window.open(addressIn('html'), '_blank', 'noopener,noreferrer'),
            },
            { id: 'link', label: words.copyLink, icon: 'link', onChoose: () => void copyAddress(link) },
          ],
        },
        {
          title: 'Download',
          choices: REPORT_FORMS[analysis.question.kind].map((form) => ({
            id: form,
            label: words.forms[form],
            onChoose: () => download(reportAddress(workspace, analysis.id, form, true)),
          })),
        },
      ]}
    />
  )
}
