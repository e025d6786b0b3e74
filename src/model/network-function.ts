// The function tree: what a network element does, in one tree for every jurisdiction.
//
// 3GPP names where they exist (TS 23.501, 23.002, 38.401, 36.401); each jurisdiction's "core" or "critical" part is a
// named subset of these nodes, stated in its rule pack. A node counts as inside each of its ancestors.

export interface NetworkFunction {
  readonly id: string
  readonly label: string
  /** Technology every element of this node has by definition. */
  readonly technology?: string
}

/** Technologies an element may carry, several at once. */
export const TECHNOLOGIES = ['2G', '3G', '4G', '5G', 'FTTP', 'FTTC', 'cable', 'fixed-wireless', 'satellite'] as const

// prettier-ignore: one node a line reads as the tree it is
export const NETWORK_FUNCTIONS: readonly NetworkFunction[] = [
  { id: 'core', label: 'Core network' },
  { id: 'core.2g3g', label: '2G and 3G core' },
  { id: 'core.2g3g.msc', label: 'Mobile switching centre, MSC server' },
  { id: 'core.2g3g.mgw', label: 'Media gateway' },
  { id: 'core.2g3g.sgsn', label: 'SGSN' },
  { id: 'core.2g3g.ggsn', label: 'GGSN' },
  { id: 'core.4g', label: 'Evolved packet core', technology: '4G' },
  { id: 'core.4g.mme', label: 'MME', technology: '4G' },
  { id: 'core.4g.sgw', label: 'Serving gateway', technology: '4G' },
  { id: 'core.4g.pgw', label: 'Packet data network gateway', technology: '4G' },
  { id: 'core.4g.pcrf', label: 'PCRF', technology: '4G' },
  { id: 'core.4g.epdg', label: 'ePDG', technology: '4G' },
  { id: 'core.5g', label: '5G core', technology: '5G' },
  { id: 'core.5g.amf', label: 'AMF', technology: '5G' },
  { id: 'core.5g.smf', label: 'SMF', technology: '5G' },
  { id: 'core.5g.upf', label: 'UPF', technology: '5G' },
  { id: 'core.5g.ausf', label: 'AUSF', technology: '5G' },
  { id: 'core.5g.pcf', label: 'PCF', technology: '5G' },
  { id: 'core.5g.nrf', label: 'NRF', technology: '5G' },
  { id: 'core.5g.nef', label: 'NEF', technology: '5G' },
  { id: 'core.5g.nssf', label: 'NSSF', technology: '5G' },
  { id: 'core.5g.scp', label: 'SCP', technology: '5G' },
  { id: 'core.5g.n3iwf', label: 'N3IWF', technology: '5G' },
  { id: 'core.5g.nwdaf', label: 'NWDAF', technology: '5G' },
  { id: 'core.5g.smsf', label: 'SMSF', technology: '5G' },
  { id: 'core.5g.lmf', label: 'LMF', technology: '5G' },
  { id: 'core.5g.udsf', label: 'UDSF', technology: '5G' },
  { id: 'core.subscriber', label: 'Subscriber databases and authentication' },
  { id: 'core.subscriber.hlr', label: 'HLR and AuC' },
  { id: 'core.subscriber.hss', label: 'HSS' },
  { id: 'core.subscriber.udm', label: 'UDM' },
  { id: 'core.subscriber.udr', label: 'UDR' },
  { id: 'core.subscriber.eir', label: 'EIR, 5G-EIR' },
  { id: 'core.subscriber.aaa', label: 'AAA' },
  { id: 'core.ims', label: 'IMS and voice' },
  { id: 'core.ims.cscf', label: 'CSCF' },
  { id: 'core.ims.as', label: 'Application server' },
  { id: 'core.ims.sbc', label: 'Session border controller' },
  { id: 'core.signalling', label: 'Signalling and interconnect' },
  { id: 'core.signalling.stp', label: 'STP' },
  { id: 'core.signalling.dra', label: 'Diameter routing agent' },
  { id: 'core.signalling.sepp', label: 'SEPP' },
  { id: 'core.messaging', label: 'Messaging' },
  { id: 'core.charging', label: 'Charging' },
  { id: 'core.ip', label: 'IP core' },
  { id: 'core.ip.router', label: 'Core router' },
  { id: 'core.ip.gateway', label: 'Internet gateway and peering router' },
  { id: 'core.ip.bng', label: 'Broadband network gateway' },
  { id: 'core.ip.cgnat', label: 'Carrier-grade NAT' },
  { id: 'core.ip.dns', label: 'DNS' },
  { id: 'core.edge', label: 'Edge compute hosting core functions' },
  { id: 'ran', label: 'Radio access network' },
  { id: 'ran.2g', label: '2G radio', technology: '2G' },
  { id: 'ran.2g.bts', label: 'BTS', technology: '2G' },
  { id: 'ran.2g.bsc', label: 'BSC', technology: '2G' },
  { id: 'ran.3g', label: '3G radio', technology: '3G' },
  { id: 'ran.3g.nodeb', label: 'NodeB', technology: '3G' },
  { id: 'ran.3g.rnc', label: 'RNC', technology: '3G' },
  { id: 'ran.4g', label: '4G radio', technology: '4G' },
  { id: 'ran.4g.enb', label: 'eNodeB', technology: '4G' },
  { id: 'ran.5g', label: '5G radio', technology: '5G' },
  { id: 'ran.5g.gnb', label: 'gNodeB', technology: '5G' },
  { id: 'ran.5g.cu', label: 'gNB central unit', technology: '5G' },
  { id: 'ran.5g.du', label: 'gNB distributed unit', technology: '5G' },
  { id: 'ran.5g.ru', label: 'gNB radio unit', technology: '5G' },
  { id: 'ran.basestation', label: 'Base station of several technologies' },
  { id: 'ran.antenna', label: 'Antenna and tower-mounted equipment' },
  { id: 'ran.repeater', label: 'Repeater and distributed antenna system' },
  { id: 'ran.smallcell', label: 'Small cell' },
  { id: 'access', label: 'Fixed access network' },
  { id: 'access.fttp', label: 'Full-fibre access', technology: 'FTTP' },
  { id: 'access.fttp.olt', label: 'Optical line terminal', technology: 'FTTP' },
  { id: 'access.fttp.ont', label: 'Optical network terminal', technology: 'FTTP' },
  { id: 'access.copper', label: 'Copper access' },
  { id: 'access.copper.dslam', label: 'DSLAM and street cabinet' },
  { id: 'access.copper.msan', label: 'Multi-service access node' },
  { id: 'access.cable', label: 'Cable access', technology: 'cable' },
  { id: 'access.cable.cmts', label: 'CMTS and remote PHY', technology: 'cable' },
  { id: 'access.cpe', label: 'Customer premises equipment' },
  { id: 'transport', label: 'Transport network' },
  { id: 'transport.dwdm', label: 'Optical transport, DWDM' },
  { id: 'transport.otn', label: 'OTN switching' },
  { id: 'transport.sdh', label: 'SDH and PDH' },
  { id: 'transport.microwave', label: 'Microwave link' },
  { id: 'transport.cellsite-router', label: 'Cell-site router' },
  { id: 'transport.aggregation', label: 'Aggregation router and switch' },
  { id: 'transport.submarine', label: 'Submarine line terminal' },
  { id: 'transport.sync', label: 'Synchronisation' },
  { id: 'management', label: 'Management plane' },
  { id: 'management.oss', label: 'Operations support system' },
  { id: 'management.oss.core', label: 'Element and network management of the core' },
  { id: 'management.oss.access', label: 'Element and network management of access networks' },
  { id: 'management.oss.transport', label: 'Element and network management of transport' },
  { id: 'management.noc', label: 'Network operations centre' },
  { id: 'management.mano', label: 'Orchestration, MANO' },
  { id: 'management.sdn', label: 'SDN controller' },
  { id: 'management.bss', label: 'Business support and customer data' },
  { id: 'platform', label: 'Virtualisation and hosting' },
  { id: 'platform.nfvi', label: 'Virtualisation infrastructure, NFVI' },
  { id: 'platform.server', label: 'Server' },
  { id: 'platform.storage', label: 'Storage' },
  { id: 'platform.datacentre', label: 'Data-centre switching' },
  { id: 'security', label: 'Security functions' },
  { id: 'security.firewall', label: 'Firewall at a trust boundary' },
  { id: 'security.keys', label: 'Key management' },
  { id: 'security.logging', label: 'Logging and monitoring' },
  { id: 'security.pam', label: 'Privileged access' },
  { id: 'interception', label: 'Lawful interception' },
  { id: 'power', label: 'Power and site equipment' },
  { id: 'power.battery', label: 'Battery' },
  { id: 'power.rectifier', label: 'Rectifier' },
  { id: 'power.cooling', label: 'Cooling' },
]

export const FUNCTION_IDS: readonly string[] = NETWORK_FUNCTIONS.map((node) => node.id)

const BY_ID = new Map(NETWORK_FUNCTIONS.map((node) => [node.id, node]))

export function isFunctionId(text: string): boolean {
  return BY_ID.has(text)
}

export function findFunction(id: string): NetworkFunction | undefined {
  return BY_ID.get(id)
}

/** Whether `id` is `ancestor` or below it: `ran.5g.gnb` is within `ran.5g`, `ran.5g` is not within `ran.5g.gnb`. */
export function isWithinFunction(id: string, ancestor: string): boolean {
  return id === ancestor || id.startsWith(`${ancestor}.`)
}
