// Which node of the function tree a 3GPP managed function class is, and what an element with several of them is.

import { compareIdentifiers } from '#base/identifier-order.ts'
import { findFunction, TECHNOLOGIES } from '#model/network-function.ts'

/** Class names of the network resource models, TS 28.541, 28.616, 28.653 to 28.709 and their 32-series forerunners. */
const FUNCTION_OF_CLASS: Readonly<Record<string, readonly string[]>> = {
  'ran.2g.bsc': ['BssFunction', 'BscFunction'],
  'ran.2g.bts': ['BtsSiteMgr', 'BtsFunction'],
  'ran.3g': ['HNBGWFunction'],
  'ran.3g.nodeb': ['NodeBFunction'],
  'ran.3g.rnc': ['RncFunction'],
  'ran.4g': ['HeNBGWFunction', 'MCEFunction', 'RNFunction'],
  'ran.4g.enb': ['ENBFunction', 'ENodeBFunction'],
  'ran.5g.gnb': ['GNBFunction'],
  'ran.5g.du': ['GNBDUFunction'],
  'ran.5g.cu': ['GNBCUFunction', 'GNBCUCPFunction', 'GNBCUUPFunction'],
  'ran.basestation': ['CommonBSFunction'],
  'ran.repeater': ['RepeaterFunction'],
  core: ['BmScFunction', 'GmlcFunction', 'SmlcFunction'],
  'core.2g3g': ['BgFunction', 'IwfFunction', 'ScfFunction', 'SrfFunction', 'SsfFunction'],
  'core.2g3g.msc': ['MscFunction', 'MscServerFunction', 'GmscFunction', 'GmscServerFunction'],
  'core.2g3g.mgw': ['CsMgwFunction'],
  'core.2g3g.sgsn': ['SgsnFunction'],
  'core.2g3g.ggsn': ['GgsnFunction'],
  'core.4g': ['MBMSGWFunction'],
  'core.4g.mme': ['MMEFunction'],
  'core.4g.sgw': ['ServingGWFunction', 'ServingGwCFunction', 'ServingGwUFunction'],
  'core.4g.pgw': ['PGWFunction', 'PGWCFunction', 'PGWUFunction'],
  'core.4g.pcrf': ['PCRFFunction'],
  'core.4g.epdg': ['EPDGFunction'],
  'core.5g.amf': ['AMFFunction'],
  'core.5g.smf': ['SMFFunction'],
  'core.5g.upf': ['UPFFunction'],
  'core.5g.ausf': ['AUSFFunction'],
  'core.5g.pcf': ['PCFFunction'],
  'core.5g.nrf': ['NRFFunction'],
  'core.5g.nef': ['NEFFunction'],
  'core.5g.nssf': ['NSSFFunction'],
  'core.5g.scp': ['SCPFunction'],
  'core.5g.n3iwf': ['N3IWFFunction'],
  'core.5g.nwdaf': ['NWDAFFunction'],
  'core.5g.smsf': ['SMSFunction', 'SMSFFunction'],
  'core.5g.lmf': ['LMFFunction'],
  'core.5g.udsf': ['UDSFFunction'],
  'core.subscriber': ['SLFFunction', 'SubscriptionFunction', 'VlrFunction'],
  'core.subscriber.hlr': ['HlrFunction', 'AucFunction'],
  'core.subscriber.hss': ['HSSFunction'],
  'core.subscriber.udm': ['UDMFunction'],
  'core.subscriber.udr': ['UDRFunction'],
  'core.subscriber.eir': ['EirFunction', 'NGEIRFunction'],
  'core.subscriber.aaa': ['_3GPPAAAServerFunction', '_3GPPAAAProxyFunction'],
  'core.ims': ['BGCFFunction', 'IMSMGWFunction', 'MGCFFunction', 'MRFCFunction', 'MRFPFunction'],
  'core.ims.cscf': ['ECSCFFunction', 'ICSCFFunction', 'PCSCFFunction', 'SCSCFFunction'],
  'core.ims.as': ['ASFunction', 'CAMELIMSSFASFunction', 'OSASCSASFunction', 'SIPASFunction'],
  // In the core NRM this is the signalling gateway; the serving gateway of the EPC is ServingGWFunction.
  'core.signalling': ['MnpSrfFunction', 'NpdbFunction', 'SgwFunction'],
  'core.signalling.sepp': ['SEPPFunction'],
  'core.messaging': ['CbcFunction', 'SmsGmscFunction', 'SmsIwmscFunction'],
  'core.charging': ['CgfFunction', 'CHFFunction'],
  'core.edge': ['MobileEdgeHostFunction'],
  'management.bss': ['BsFunction'],
  'management.oss': ['ManagementNode'],
  'management.oss.access': ['HMSFunction', 'HeMSFunction'],
}

const BY_CLASS = new Map(
  Object.entries(FUNCTION_OF_CLASS).flatMap(([id, classes]) => classes.map((name) => [name, id] as const)),
)

/** Words of managedElementTypeList and of vendors' class names beside `<word>Function`. */
const BY_WORD = new Map([
  ...[...BY_CLASS].map(
    ([name, id]) =>
      [
        name
          .replace(/^_/, '')
          .replace(/Function$/, '')
          .toLowerCase(),
        id,
      ] as const,
  ),
  ['bss', 'ran.2g'],
  ['bts', 'ran.2g.bts'],
  ['rns', 'ran.3g'],
  ['enodeb', 'ran.4g.enb'],
  ['gnb', 'ran.5g.gnb'],
  ['gnodeb', 'ran.5g.gnb'],
])

/** Node of a managed function class of the 3GPP models. */
export function functionOfClass(className: string): string | undefined {
  return BY_CLASS.get(className)
}

/** Node of a word that stands for such a class: `NodeB`, `3GPPAAAServer`, `vsDataENodeBFunction`. */
export function functionOfWord(word: string): string | undefined {
  const bare = word
    .replace(/^vsData/, '')
    .replace(/^_/, '')
    .replace(/Function$/, '')
  return BY_WORD.get(bare.toLowerCase())
}

/** What an element is that holds these functions. */
export interface CombinedFunction {
  readonly function: string
  readonly technologies: readonly string[]
  /** Whether each function has to be an element of its own, or rules on a single one would not see it. */
  readonly isSplit: boolean
}

const BASE_STATIONS = ['ran.2g.bts', 'ran.3g.nodeb', 'ran.4g.enb', 'ran.5g.gnb', 'ran.5g.du', 'ran.5g.cu']

/**
 * One function is itself. Central and distributed unit together are a gNodeB; base stations of several technologies
 * are one base station; other radio functions meet at their nearest common node. Functions outside the radio network
 * are split: a node that holds an AMF and a UDM must be found by a rule on either.
 */
export function combineFunctions(functions: readonly string[]): CombinedFunction {
  const distinct = [...new Set(functions)].sort(compareIdentifiers)
  const technologies = TECHNOLOGIES.filter((technology) =>
    distinct.some((id) => findFunction(id)?.technology === technology),
  )
  if (distinct.length <= 1) return { function: distinct[0] ?? 'unknown', technologies, isSplit: false }
  const specific = distinct.filter((id) => id !== 'ran.basestation')
  if (specific.every((id) => BASE_STATIONS.includes(id))) {
    const combined =
      technologies.length > 1
        ? 'ran.basestation'
        : specific.length === 1
          ? specific[0]!
          : combineOneTechnology(specific)
    return { function: combined, technologies, isSplit: false }
  }
  const common = commonNode(distinct)
  const isRadio = distinct.every((id) => id.startsWith('ran.'))
  return { function: common ?? 'unknown', technologies, isSplit: !isRadio }
}

function combineOneTechnology(functions: readonly string[]): string {
  return functions.every((id) => id.startsWith('ran.5g.')) ? 'ran.5g.gnb' : (commonNode(functions) ?? 'ran')
}

/** The deepest node every one of them is within. */
function commonNode(functions: readonly string[]): string | undefined {
  const paths = functions.map((id) => id.split('.'))
  const first = paths[0]!
  let depth = 0
  while (depth < first.length && paths.every((path) => path[depth] === first[depth])) depth += 1
  return depth === 0 ? undefined : first.slice(0, depth).join('.')
}
