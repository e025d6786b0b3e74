// What a preview tells row by row: chosen from, shown a page at a time, taken away as files.

import type { ReactNode } from 'react'
import { addressOf } from '../../api/request.ts'
import { Button } from '../../parts/button.tsx'
import { download } from '../../parts/download.ts'
import { Icon } from '../../parts/icon.tsx'
import { Menu } from '../../parts/menu.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Skeleton } from '../../parts/skeleton.tsx'
import { useMay } from '../../shell/use-role.ts'
import { withheld as secret } from '../../words/en/withheld.ts'

const FORMS = ['csv', 'json'] as const

interface PreviewListProps {
  readonly words: {
    readonly title: string
    readonly none: string
    readonly more: string
    readonly download: (form: string) => string
  }
  readonly query: {
    readonly error: unknown
    readonly isPending: boolean
    readonly isFetching: boolean
    readonly isFetchingNextPage: boolean
    readonly hasNextPage: boolean
    readonly refetch: () => unknown
    readonly fetchNextPage: () => unknown
  }
  readonly isEmpty: boolean
  /** Where all of what is asked is to be had as a file. */
  readonly fileAt: (form: string) => string
  readonly asked: Readonly<Record<string, string>>
  /** What is chosen from, in the head. */
  readonly choices: ReactNode
  /** Why some are not in the list, where there are such. */
  readonly notListed?: string | undefined
  /** The table. */
  readonly children: ReactNode
}

export function PreviewList({ words, query, isEmpty, fileAt, asked, choices, notListed, children }: PreviewListProps) {
  const mayTakeSecrets = useMay('approver')
  return (
    <section className="card">
      <header className="card-head fault-head">
        <h3>{words.title}</h3>
        {choices}
        {FORMS.map((form) => (
          <a key={form} className="button plain" href={addressOf(fileAt(form), asked)} download>
            <Icon name="download" />
            {words.download(form)}
          </a>
        ))}
        {mayTakeSecrets && (
          <Menu
            label={secret.open}
            button={
              <>
                <Icon name="download" />
                {secret.open}
              </>
            }
            groups={[
              {
                title: secret.group,
                choices: FORMS.map((form) => ({
                  id: form,
                  label: form.toUpperCase(),
                  icon: 'file' as const,
                  onChoose: () => download(addressOf(fileAt(form), { ...asked, withheld: 'include' })),
                })),
              },
            ]}
          />
        )}
      </header>
      {notListed !== undefined && <p className="card-body muted">{notListed}</p>}
      {query.error !== null && (
        <div className="card-body">
          <ProblemNote error={query.error} onAgain={() => void query.refetch()} />
        </div>
      )}
      {query.isPending && (
        <div className="card-body">
          <Skeleton />
        </div>
      )}
      {isEmpty && !query.isPending && !query.isFetching && query.error === null && (
        <p className="card-body muted">{words.none}</p>
      )}
      {!isEmpty && (
        <div className="scroll" role="region" aria-label={words.title} tabIndex={0}>
          {children}
        </div>
      )}
      {query.hasNextPage && (
        <footer className="card-body more">
          <Button disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </Button>
        </footer>
      )}
    </section>
  )
}
