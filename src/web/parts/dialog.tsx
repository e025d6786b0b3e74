// Something asked or told above the page; Escape or a press beside it closes it, unless what it tells would be lost.

import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { shell } from '../words/en/shell.ts'
import { IconButton } from './button.tsx'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  /** `drawer`: along the right edge; `nav`: along the left one. */
  readonly place?: 'middle' | 'top' | 'drawer' | 'nav'
  readonly size?: 'narrow' | 'wide'
  /** `true`: something grave is asked. */
  readonly isAlert?: boolean
  /** `true`: only what stands in it closes it, for what it tells is told once. */
  readonly isToldOnce?: boolean
  /** `false`: its own content shows the title. */
  readonly showsTitle?: boolean
  readonly children: ReactNode
  readonly footer?: ReactNode
}

export function Dialog({ place = 'middle', size = 'narrow', showsTitle = true, ...props }: DialogProps) {
  const { title, isOpen, onClose, isAlert = false, isToldOnce = false, children, footer } = props
  return (
    <ModalOverlay
      className={`veil ${place}`}
      isOpen={isOpen}
      isDismissable={!isAlert && !isToldOnce}
      isKeyboardDismissDisabled={isToldOnce}
      onOpenChange={(open) => open || onClose()}
    >
      <Modal className={`dialog ${place} ${size}`}>
        <AriaDialog
          className="dialog-body"
          role={isAlert ? 'alertdialog' : 'dialog'}
          {...(showsTitle ? {} : { 'aria-label': title })}
        >
          {showsTitle && (
            <header className="dialog-head">
              <Heading slot="title">{title}</Heading>
              {!isToldOnce && <IconButton icon="close" label={shell.common.close} onClick={onClose} />}
            </header>
          )}
          <div className="dialog-content">{children}</div>
          {footer && <footer className="dialog-foot">{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
