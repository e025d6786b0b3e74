// What is wrong with a draft of rules while it is being typed: of its shape, and of what every draft has to be.

import { RulePack } from '#model/rule.ts'
import { checkText, type TextFault } from '../../../drafts/check-text.ts'
import { rules } from '../../../words/en/rules.ts'

const words = rules.drafts.faults

/** `taken`: names of the packs beside which it is judged. */
export function checkPackText(text: string, taken: ReadonlySet<string>): readonly TextFault[] {
  const { document, lines, value, faults } = checkText(text, RulePack)
  if (typeof value !== 'object' || value === null) return faults
  const { pack, status } = value as { readonly pack?: unknown; readonly status?: unknown }
  const told = (key: string, problem: string): TextFault => {
    const node = document.getIn([key], true) as { range?: readonly [number, number, number] } | undefined
    return { line: Math.max(1, lines.linePos(node?.range?.[0] ?? 0).line), problem, isError: true }
  }
  const own = [
    ...(STATUSES.has(status) ? [told('status', words.notProposed(String(status)))] : []),
    ...(typeof pack === 'string' && taken.has(pack) ? [told('pack', words.nameTaken(pack))] : []),
  ]
  return [...faults, ...own].toSorted((left, right) => left.line - right.line)
}

/** Of packs that are no drafts; any other word is a fault of the shape. */
const STATUSES: ReadonlySet<unknown> = new Set(['in-force', 'advice', 'revoked'])
