// A first NetBox mapping, from the roles and custom fields an export holds: proposals for a person to review.

import { compareIdentifiers } from '#base/identifier-order.ts'
import type { Fault } from '#model/fault.ts'
import { EMPTY_NETBOX_MAPPING, type MappedTable, NO_ELEMENT } from '#model/netbox-mapping.ts'
import type { SourceFile } from '../source-file.ts'
import { Directory, lineageOf } from './directory.ts'
import { readExport } from './read-export.ts'
import { meaningOfStatus } from './status.ts'

/** What an export holds that a mapping has to speak of. */
export interface NetBoxSurvey {
  readonly roles: readonly Counted[]
  readonly statuses: readonly Counted[]
  readonly customFields: readonly (Counted & { readonly table: MappedTable })[]
}

interface Counted {
  readonly name: string
  readonly count: number
}

/** Reads an export for what its mapping has to say. */
export async function surveyNetBox(
  files: readonly SourceFile[],
  report: (fault: Fault) => void,
): Promise<NetBoxSurvey> {
  const { inventory, customFields } = await readExport({ files, mapping: EMPTY_NETBOX_MAPPING, report })
  const tree = new Directory(inventory.roles)
  const { devices, virtualMachines, clusters } = inventory
  const roles = [
    ...[...devices, ...virtualMachines].map(({ role }) => lineageOf(tree, role).nodes[0]?.name ?? role.name),
    ...clusters.map(({ type }) => type),
  ]
  const statuses = [...devices, ...virtualMachines, ...clusters, ...inventory.modules, ...inventory.inventoryItems]
    .map(({ status }) => status)
    .filter((status) => meaningOfStatus(EMPTY_NETBOX_MAPPING, status) === undefined)
  return {
    roles: countAll(roles),
    statuses: countAll(statuses),
    customFields: [...customFields].flatMap(([table, counts]) =>
      countedOf(counts).map((counted) => ({ ...counted, table })),
    ),
  }
}

/** Whether the files give a mapping nothing to speak of. */
export function isSurveyEmpty({ roles, statuses, customFields }: NetBoxSurvey): boolean {
  return roles.length + statuses.length + customFields.length === 0
}

/** A mapping of nothing would look like one that was reviewed. */
export function describeEmptySurvey(files: readonly SourceFile[]): Fault {
  return {
    code: 'missing-value',
    severity: 'error',
    file: files.map(({ name }) => name).join(', '),
    problem: 'nothing that a mapping speaks of was recognised',
    expected: 'devices, virtual machines or clusters with their roles or types, or records with custom fields',
  }
}

function countAll(words: readonly string[]): Counted[] {
  const counts = new Map<string, number>()
  for (const word of words) if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1)
  return countedOf(counts)
}

function countedOf(counts: ReadonlyMap<string, number>): Counted[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((left, right) => compareIdentifiers(left.name, right.name))
}

/** Words of role names and what they mostly mean, the more telling before the less. A proposal, never a decision. */
const ROLE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/patch panel|cable manag|shelf|blank panel|\bpdu\b|power strip|console server|\bkvm\b/, NO_ELEMENT],
  [/\bgnodeb\b|\bgnb\b|5g (?:ran|radio|site)/, 'ran.5g.gnb'],
  [/\benodeb\b|\benb\b|4g (?:ran|radio|site)|\blte\b/, 'ran.4g.enb'],
  [/\bnode-?b\b/, 'ran.3g.nodeb'],
  [/\brnc\b/, 'ran.3g.rnc'],
  [/\bbts\b/, 'ran.2g.bts'],
  [/\bbsc\b/, 'ran.2g.bsc'],
  [/base ?station|\bbbu\b|\brru\b|baseband|\bran\b/, 'ran.basestation'],
  [/\bantenna\b|\btma\b|\bret\b/, 'ran.antenna'],
  [/small ?cell|femto/, 'ran.smallcell'],
  [/cell ?site (?:router|gateway)|\bcsr\b|\bcsg\b/, 'transport.cellsite-router'],
  [/\bolt\b/, 'access.fttp.olt'],
  [/\bont\b|\bonu\b/, 'access.fttp.ont'],
  [/\bdslam\b|street cabinet/, 'access.copper.dslam'],
  [/\bmsan\b/, 'access.copper.msan'],
  [/\bcmts\b|remote phy/, 'access.cable.cmts'],
  [/\bcpe\b|customer premises/, 'access.cpe'],
  [/\bbng\b|\bbras\b|\bbroadband (?:network )?gateway/, 'core.ip.bng'],
  [/\bcgn(?:at)?\b|carrier.grade nat/, 'core.ip.cgnat'],
  [/\bdns\b/, 'core.ip.dns'],
  [/peering|internet gateway|border router|\bigw\b/, 'core.ip.gateway'],
  [/route reflector|\bp router\b|core router/, 'core.ip.router'],
  [/\bpe router\b|provider edge|aggregation|distribution/, 'transport.aggregation'],
  [/dwdm|roadm|wdm|optical line|transponder|amplifier/, 'transport.dwdm'],
  [/\botn\b/, 'transport.otn'],
  [/\bsdh\b|\bpdh\b|\badm\b/, 'transport.sdh'],
  [/microwave|radio link/, 'transport.microwave'],
  [/submarine|\bslte\b/, 'transport.submarine'],
  [/\bntp\b|\bptp\b|grandmaster|sync/, 'transport.sync'],
  [/firewall|\bfw\b/, 'security.firewall'],
  [/\bhsm\b|key management/, 'security.keys'],
  [/\bsiem\b|logging|syslog|monitoring|probe/, 'security.logging'],
  [/bastion|jump ?host|privileged/, 'security.pam'],
  [/lawful|intercept/, 'interception'],
  [/\bems\b|\bnms\b|\boss\b|element manager/, 'management.oss'],
  [/\bmano\b|orchestrat/, 'management.mano'],
  [/\bsdn\b/, 'management.sdn'],
  [/\bbss\b|billing|crm/, 'management.bss'],
  [/leaf|spine|\btor\b|top.of.rack|data.?cent(?:re|er)/, 'platform.datacentre'],
  [/hypervisor|compute|\bnfvi\b|vmware|kvm host|openstack|kubernetes|cloud/, 'platform.nfvi'],
  [/storage|\bsan\b|\bnas\b/, 'platform.storage'],
  [/server|blade|chassis/, 'platform.server'],
  [/battery|\bups\b/, 'power.battery'],
  [/rectifier/, 'power.rectifier'],
  [/cooling|\bhvac\b/, 'power.cooling'],
]

/** Words of custom field names and the column they mostly fill. */
const FIELD_WORDS: Readonly<Record<MappedTable, readonly (readonly [RegExp, string])[]>> = {
  sites: [
    [/premises|homes_passed/, 'premises'],
    [/subscribers|customers/, 'subscribers'],
    [/traffic/, 'traffic'],
  ],
  elements: [
    [/(?:sw|software|os|firmware)_?(?:version|release)/, 'softwareVersion'],
    [/in_?service|commission(?:ed|ing)|go_?live/, 'inService'],
    [/out_?of_?service|decommission/, 'outOfService'],
    [/removed|removal/, 'removed'],
    [/install/, 'installed'],
    [/deliver/, 'delivered'],
    [/purchase|procure|order(?:ed)?_date/, 'procured'],
    [/manufactur(?:ed|ing)_?date|produced/, 'produced'],
    [/technolog|\brat\b/, 'technologies'],
    [/\bbands?\b|frequency/, 'bands'],
    [/subscribers|customers/, 'subscribers'],
    [/premises|homes_passed/, 'premises'],
    [/traffic/, 'traffic'],
    [/\bowner\b/, 'owner'],
  ],
  units: [
    [/install/, 'installed'],
    [/manufactur(?:ed|ing)_?date|produced/, 'produced'],
    [/removed|removal/, 'removed'],
  ],
}

/** Text of a mapping file: each role with a proposal that waits for review, each likely field as a comment. */
export function suggestNetBoxMapping({ roles, statuses, customFields }: NetBoxSurvey): string {
  const lines = [
    '# A first mapping of a NetBox export. Nothing in it is used before a person has looked at it:',
    '# correct each function (`none` for what is no network element), then take `review: true` away.',
    'format: netbox',
  ]
  if (roles.length > 0) {
    lines.push('roles:')
    for (const { name, count } of roles)
      lines.push(
        `  - { role: ${quoteYaml(name)}, function: ${proposeFunction(name)}, review: true } # ${countText(count)}`,
      )
  }
  if (statuses.length > 0) {
    lines.push('statuses:')
    for (const { name, count } of statuses)
      lines.push(`  - { status: ${quoteYaml(name)}, means: unknown } # ${countText(count)}: say what it means`)
  }
  for (const table of ['sites', 'elements', 'units'] as const) {
    const fields = customFields.filter((field) => field.table === table)
    if (fields.length === 0) continue
    lines.push(`# Custom fields that are filled in; take the \`# \` away from what is right.`, `# ${table}:`)
    for (const { name, count } of fields)
      lines.push(`#   ${proposeColumn(table, name)}: ${quoteYaml(name)} # ${countText(count)}`)
  }
  return `${lines.join('\n')}\n`
}

function proposeFunction(role: string): string {
  const words = role.toLowerCase().replace(/[_-]+/g, ' ')
  return ROLE_WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? 'unknown'
}

function proposeColumn(table: MappedTable, field: string): string {
  return FIELD_WORDS[table].find(([pattern]) => pattern.test(field.toLowerCase()))?.[1] ?? '(no column)'
}

function countText(count: number): string {
  return `${count} found`
}

/** Double-quoted YAML is JSON text, and JSON text has no line ends in it. */
function quoteYaml(text: string): string {
  return JSON.stringify(text)
}
