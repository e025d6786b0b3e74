// Does the shipped registry read every spelling seen in real records as the right vendor, and as no other?

import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AFTER_ALL, BEFORE_ALL, parseDay } from '#base/calendar.ts'
import { MAYBE, NO, YES } from '#base/trilean.ts'
import { buildVendorBook, controlSpells, groupAt, resolveVendor } from '#engine/vendors/index.ts'
import { normaliseName, squashName, stripLegalForms } from '#engine/vendors/normalise-name.ts'
import { readVendorRegistry } from '#intake/vendor-registry/read.ts'
import { findPublicFile } from '../public-files.ts'
import type { VendorResolution } from '#model/vendor.ts'

const registry = readVendorRegistry('vendors/telecom.yaml', readFileSync('vendors/telecom.yaml', 'utf8'))
const book = buildVendorBook(registry.file === undefined ? [] : [registry.file], ['vendors/telecom.yaml'])
const AS_OF = parseDay('2026-03-01') ?? 0

/** A vendor id, or what else became of the name. */
function outcome(resolution: VendorResolution): string {
  return resolution.kind === 'resolved' ? resolution.vendor : resolution.kind
}

/** The ultimate controllers, those in doubt with a question mark. */
function groupText(vendor: string): string {
  if (!book.vendors.has(vendor)) return ''
  const { controllers } = groupAt(book, vendor, AS_OF)
  return controllers.map((member) => (member.value === MAYBE ? `${member.vendor}?` : member.vendor)).join(' ')
}

/** Spelling, what it means, and who stood at the top of that vendor on 1 March 2026. */
const SPELLINGS: readonly (readonly [spelling: string, meaning: string, group: string])[] = [
  ['HUAWEI TECHNOLOGIES CO.,LTD', 'huawei', 'huawei-holding'],
  ['Huawei Technologies Co., Ltd.', 'huawei', 'huawei-holding'],
  ['Huawei Technologies Company', 'huawei', 'huawei-holding'],
  ['Huawei', 'huawei', 'huawei-holding'],
  ['HUAWEI', 'huawei', 'huawei-holding'],
  ['huawei', 'huawei', 'huawei-holding'],
  ['Hua Wei', 'huawei', 'huawei-holding'],
  ['HuaWei Tech. Co. Ltd', 'huawei', 'huawei-holding'],
  ['华为技术有限公司', 'huawei', 'huawei-holding'],
  ['华为', 'huawei', 'huawei-holding'],
  ['HW_VRP', 'huawei', 'huawei-holding'],
  ['HWTC', 'huawei', 'huawei-holding'],
  ['Huawei Device Co., Ltd.', 'huawei-device', 'huawei-holding'],
  ['Huawei Investment & Holding Co., Ltd. (Huawei Holding)', 'huawei-holding', 'huawei-holding'],
  ['Hisilicon Technologies Co., Ltd', 'hisilicon', 'huawei-holding'],
  ['HISILICON', 'hisilicon', 'huawei-holding'],
  ['FutureWei Technologies, Inc.', 'futurewei', 'huawei-holding'],
  ['Huawei Symantec Technologies Co.,Ltd.', 'huawei-symantec', 'huawei-holding'],
  ['Hauwei', 'unresolved', ''],
  ['HUAWEl', 'unresolved', ''],
  ['Honor Device Co., Ltd.', 'honor', 'honor'],
  ['Honor', 'honor', 'honor'],
  ['xFusion Digital Technologies Co., Limited', 'xfusion', 'xfusion'],
  ['Huawei Marine Networks', 'hmn', 'hengtong'],
  ['zte corporation', 'zte', 'zte'],
  ['ZTE Corporation', 'zte', 'zte'],
  ['ZTE', 'zte', 'zte'],
  ['zte', 'zte', 'zte'],
  ['Huawei Technologies (UK) Co., Ltd', 'huawei', 'huawei-holding'],
  ['中兴通讯', 'zte', 'zte'],
  ['Zhongxing Telecommunication Equipment', 'zte', 'zte'],
  ['SHANGHAI ZTE TECHNOLOGIES CO.,LTD', 'zte-shanghai', 'zte'],
  ['Nubia Technology Co.,Ltd.', 'nubia', 'zte'],
  ['ZTEsoft', 'whale-cloud', 'alibaba'],
  ['ZTT International', 'ztt', 'ztt-group'],
  ['Nokia', 'nokia', 'nokia'],
  ['nokia', 'nokia', 'nokia'],
  ['Nokia Corporation', 'nokia', 'nokia'],
  ['NOKIA NETWORKS OY', 'nokia', 'nokia'],
  ['Nokia Solutions and Networks GmbH & Co. KG', 'nokia', 'nokia'],
  ['NSN', 'nokia', 'nokia'],
  ['Nokia Bell Labs', 'nokia', 'nokia'],
  ['Nokia Siemens Networks GmbH & Co. KG.', 'nokia-siemens-networks', 'nokia'],
  ['Nokia Shanghai Bell Co., Ltd.', 'nokia-shanghai-bell', 'china-huaxin? nokia'],
  ['Alcatel-Lucent Shanghai Bell Co., Ltd', 'nokia-shanghai-bell', 'china-huaxin? nokia'],
  ['Alcatel-Lucent', 'alcatel-lucent', 'nokia'],
  ['ALCATEL-LUCENT', 'alcatel-lucent', 'nokia'],
  ['ALU', 'alcatel-lucent', 'nokia'],
  ['Alcatel-Lucent IPD', 'alcatel-lucent', 'nokia'],
  ['LUCENT TECHNOLOGIES', 'alcatel-lucent', 'nokia'],
  ['Lucent', 'alcatel-lucent', 'nokia'],
  ['TiMetra', 'alcatel-lucent', 'nokia'],
  ['Infinera, Inc.', 'infinera', 'nokia'],
  ['infinera', 'infinera', 'nokia'],
  ['Coriant GmbH', 'coriant', 'nokia'],
  ['Transmode Systems AB', 'transmode', 'nokia'],
  ['Siemens SURPASS hiT 7300', 'infinera', 'nokia'],
  ['Alcatel-Lucent Enterprise', 'ale', 'china-huaxin'],
  ['ALE International', 'ale', 'china-huaxin'],
  ['HMD Global Oy', 'hmd', 'hmd'],
  ['Alcatel Submarine Networks', 'asn', 'french-state'],
  ['Alcatel Alenia Space Italia', 'thales-alenia-space', 'thales'],
  ['TCL Alcatel', 'tcl-alcatel', 'tcl'],
  ['LUCENT TRANS ELECTRONICS CO.,LTD', 'lucent-trans', 'lucent-trans'],
  ['Plucent AB', 'plucent', 'plucent'],
  ['Nokian Tyres', 'nokian-tyres', 'nokian-tyres'],
  ['Ericsson AB', 'ericsson', 'ericsson'],
  ['Ericsson', 'ericsson', 'ericsson'],
  ['ericsson', 'ericsson', 'ericsson'],
  ['LM Ericsson', 'ericsson', 'ericsson'],
  ['L.M. Ericsson', 'ericsson', 'ericsson'],
  ['Telefonaktiebolaget LM Ericsson (publ)', 'ericsson', 'ericsson'],
  ['Ericsson, EAB/RWI/K', 'ericsson', 'ericsson'],
  ['Ericsson - North America', 'ericsson', 'ericsson'],
  ['Redback Networks', 'redback', 'ericsson'],
  ['Ericsson/Redback', 'redback', 'ericsson'],
  ['Marconi Communications', 'marconi-communications', 'ericsson'],
  ['CradlePoint, Inc', 'cradlepoint', 'ericsson'],
  ['Kathrein Mobile Communication', 'ericsson-antenna', 'ericsson'],
  ['LG-Ericsson Co.,Ltd.', 'ericsson-lg', 'ericsson'],
  ['Sony Ericsson Mobile Communications', 'sony-mobile', 'sony'],
  ['Ericsson Television Limited', 'mediakind', 'mediakind'],
  ['MARCONI ELECTRONICS LTD.', 'marconi-electronic-systems', 'bae-systems'],
  ['KATHREIN TechnoTrend GmbH', 'kathrein-technotrend', 'kathrein-technotrend'],
  ['Juniper Networks', 'juniper', 'hpe'],
  ['Juniper Networks, Inc.', 'juniper', 'hpe'],
  ['juniper_networks', 'juniper', 'hpe'],
  ['Juniper', 'juniper', 'hpe'],
  ['Mist Systems, Inc.', 'mist', 'hpe'],
  ['NetScreen Technologies', 'netscreen', 'hpe'],
  ['Hewlett Packard Enterprise', 'hpe', 'hpe'],
  ['Hewlett Packard Enterprise (HPE)', 'hpe', 'hpe'],
  ['hewlett_packard_enterprise', 'hpe', 'hpe'],
  ['hpe', 'hpe', 'hpe'],
  ['Hewlett Packer Enterprise (HPE)', 'hpe', 'hpe'],
  ['HewarHewlett Packard Enterprise (HPE)', 'hpe', 'hpe'],
  ['arubanetworks', 'aruba', 'hpe'],
  ['Silver Peak Systems, Inc.', 'silver-peak', 'hpe'],
  ['Hewlett Packard', 'ambiguous', ''],
  ['HP Inc.', 'hp-inc', 'hp-inc'],
  ['Juniper Systems', 'juniper-systems', 'juniper-systems'],
  ['New H3C Technologies Co., Ltd', 'h3c', 'tsinghua-unigroup'],
  ['Huawei-3Com', 'h3c', 'tsinghua-unigroup'],
  ['3COM', '3com', 'hpe'],
  ['Samsung Electronics Co.,Ltd', 'samsung', 'samsung'],
  ['SAMSUNG Electronics. Co. LTD', 'samsung', 'samsung'],
  ['Samsung Electronics.,LTD', 'samsung', 'samsung'],
  ['samsung_electronics', 'samsung', 'samsung'],
  ['Samsung Networks', 'samsung', 'samsung'],
  ['Samsung Mobile', 'samsung-mobile', 'samsung'],
  ['SAMSUNG TECHWIN CO.,LTD', 'hanwha-techwin', 'hanwha'],
  ['Samsung Thales', 'hanwha-systems', 'hanwha'],
  ['SAMSUNG HEAVY INDUSTRIES CO., LTD.', 'samsung-heavy', 'samsung-heavy'],
  ['FUJITSU LIMITED', 'fujitsu', 'fujitsu'],
  ['Fujitsu Limited ', 'fujitsu', 'fujitsu'],
  ['fujitsu', 'fujitsu', 'fujitsu'],
  ['1Finity Inc.', '1finity', 'fujitsu'],
  ['Fujitsu Siemens Computers', 'fujitsu-technology-solutions', 'fujitsu'],
  ['NEC Corporation', 'nec', 'nec'],
  ['nec_corporation', 'nec', 'nec'],
  ['nec', 'nec', 'nec'],
  ['NEC Platforms, Ltd.', 'nec-platforms', 'nec'],
  ['NEC TOKIN Corporation', 'tokin', 'yageo'],
  ['Sharp NEC Display Solutions, Ltd.', 'sharp-nec', 'sharp'],
  ['NEC PASOLINK', 'nec-pasolink', 'aviat'],
  ['connect', 'unresolved', ''],
  ['SONUS NETWORKS, INC.', 'sonus', 'ribbon'],
  ['ECI Telecom Ltd.', 'eci', 'ribbon'],
  ['ECI', 'eci', 'ribbon'],
  ['Edgewater Networks Inc', 'edgewater', 'ribbon'],
  ['GENBAND', 'genband', 'ribbon'],
  ['Ribbon Communications', 'ribbon', 'ribbon'],
  ['Presonus Corporation', 'presonus', 'fender'],
  ['Ciena Corporation', 'ciena', 'ciena'],
  ['Cyan Optic, Inc.', 'cyan', 'ciena'],
  ['Cyanview', 'cyanview', 'cyanview'],
  ['CyanConnode', 'cyanconnode', 'cyanconnode'],
  ['Nortel Networks', 'ambiguous', ''],
  ['ADVA Optical Networking Ltd.', 'adtran-networks', 'adtran-holdings'],
  ['ADVA', 'adtran-networks', 'adtran-holdings'],
  ['Adtran Inc', 'adtran', 'adtran-holdings'],
  ['adtran', 'adtran', 'adtran-holdings'],
  ['Adtran Networks SE', 'adtran-networks', 'adtran-holdings'],
  ['SmartRG, Inc.', 'smartrg', 'adtran-holdings'],
  ['Adva Network Security GmbH', 'adva-network-security', 'adtran-holdings'],
  ['Adtranz Sweden', 'adtranz', 'alstom'],
  ['Mavenir Systems, Inc.', 'mavenir', 'mavenir'],
  ['MAVENIR IPA UK LTD', 'ip-access', 'mavenir'],
  ['Parallel Wireless, Inc', 'parallel-wireless', 'parallel-wireless'],
  ['Baicells Technologies Co.,LTD', 'baicells', 'baicells'],
  ['baicells', 'baicells', 'baicells'],
  ['Altiostar', 'rakuten-symphony', 'rakuten'],
  ['casa_systems', 'casa', 'casa'],
  ['casap_automated_enrollment_system_project', 'unresolved', ''],
  ['Hytera Communications Co .,ltd', 'hytera', 'hytera'],
  ['Hytera Communications Corporation Limited', 'hytera', 'hytera'],
  ['Hytera Communications Corporation', 'hytera', 'hytera'],
  ['Sepura', 'sepura', 'epiris'],
  ['Hangzhou Hikvision Digital Technology Co.,Ltd.', 'hikvision', 'cetc'],
  ['hikvision', 'hikvision', 'cetc'],
  ['Hangzhou Hikvision Digital Technology Company', 'hikvision', 'cetc'],
  ['Hangzhou Ezviz Software Co.,Ltd.', 'ezviz', 'cetc'],
  ['Prama Hikvision India Private Limited', 'prama-hikvision', 'cetc? prama-hikvision?'],
  ['ZHEJIANG DAHUA TECHNOLOGYCO.,LTD', 'dahua', 'dahua'],
  ['Zhejiang Dahua Technology Co., Ltd.', 'dahua', 'dahua'],
  ['dahuasecurity', 'dahua', 'dahua'],
  ['Dahua Technology Co, Ltd', 'dahua', 'dahua'],
  ['Dahua Technology Company', 'dahua', 'dahua'],
  ['Shanghai Dahua Scale Factory', 'shanghai-dahua-scale', 'shanghai-dahua-scale'],
  ['Cisco Systems, Inc', 'cisco', 'cisco'],
  ['Cisco Systems Inc', 'cisco', 'cisco'],
  ['cisco', 'cisco', 'cisco'],
  ['Starent Networks', 'starent', 'cisco'],
  ['Acacia Communications', 'acacia', 'cisco'],
  ['Cisco SPVTG', 'synamedia', 'permira'],
  ['Cisco-Linksys, LLC', 'linksys', 'foxconn'],
  ['franciscop', 'unresolved', ''],
  ['TP-LINK TECHNOLOGIES CO.,LTD.', 'tp-link-technologies', 'tp-link-technologies'],
  ['TP-Link Systems Inc', 'tp-link-systems', 'tp-link-systems'],
  ['tplink', 'ambiguous', ''],
  ['Fiberhome Telecommunication Technologies Co.,LTD', 'fiberhome', 'cict'],
  ['Datang Mobile Communications Equipment CO.,LTD', 'datang-mobile', 'cict'],
  ['China Potevio Co., Ltd', 'potevio', 'cetc'],
  ['Quectel Wireless Solutions Co.,Ltd.', 'quectel', 'quectel'],
  ['Zhongji Innolight Co., Ltd. (Innolight)', 'innolight', 'innolight'],
  ['Andrew Corporation', 'andrew', 'amphenol'],
  ['Commscope', 'commscope', 'commscope'],
  ['DASAN Newtork Solutions', 'dasan-network-solutions', 'dasan'],
  ['DZS', 'zhone', 'zhone'],
  ['N/A', 'nobody', ''],
  ['Generic', 'nobody', ''],
  ['NoName', 'nobody', ''],
  ['OEM', 'nobody', ''],
]

/** How the labelled file names the vendors. */
const CANONICAL_NAMES: ReadonlyMap<string, string> = new Map([
  ['Huawei Technologies Co., Ltd.', 'huawei'],
  ['Huawei Device Co., Ltd.', 'huawei-device'],
  ['Huawei Investment & Holding Co., Ltd.', 'huawei-holding'],
  ['HiSilicon', 'hisilicon'],
  ['Futurewei Technologies', 'futurewei'],
  ['Huawei Symantec', 'huawei-symantec'],
  ['Honor Device Co., Ltd.', 'honor'],
  ['xFusion', 'xfusion'],
  ['HMN Technologies', 'hmn'],
  ['ZTE Corporation', 'zte'],
  ['Shanghai ZTE Technologies', 'zte-shanghai'],
  ['Nubia', 'nubia'],
  ['Whale Cloud', 'whale-cloud'],
  ['Zhongtian Technology (ZTT)', 'ztt'],
  ['Nokia', 'nokia'],
  ['Nokia Solutions and Networks', 'nokia-siemens-networks'],
  ['Nokia Shanghai Bell', 'nokia-shanghai-bell'],
  ['Alcatel-Lucent', 'alcatel-lucent'],
  ['Alcatel-Lucent (7750 SR line)', 'alcatel-lucent'],
  ['Infinera', 'infinera'],
  ['Infinera (Coriant)', 'coriant'],
  ['Infinera (Transmode)', 'transmode'],
  ['Infinera (ex Siemens/NSN/Coriant hiT 7300)', 'infinera'],
  ['ALE International', 'ale'],
  ['HMD Global', 'hmd'],
  ['Alcatel Submarine Networks', 'asn'],
  ['Thales Alenia Space', 'thales-alenia-space'],
  ['TCL (Alcatel brand)', 'tcl-alcatel'],
  ['Lucent Trans Electronics', 'lucent-trans'],
  ['Plucent AB', 'plucent'],
  ['Nokian Tyres', 'nokian-tyres'],
  ['Ericsson', 'ericsson'],
  ['Ericsson (Redback)', 'redback'],
  ['Ericsson (Marconi)', 'marconi-communications'],
  ['Cradlepoint', 'cradlepoint'],
  ['Ericsson (Kathrein antennas)', 'ericsson-antenna'],
  ['Ericsson-LG', 'ericsson-lg'],
  ['Sony Mobile', 'sony-mobile'],
  ['MediaKind', 'mediakind'],
  ['Marconi Electronic Systems', 'marconi-electronic-systems'],
  ['KATHREIN TechnoTrend', 'kathrein-technotrend'],
  ['Juniper Networks', 'juniper'],
  ['Juniper (Mist)', 'mist'],
  ['Juniper (NetScreen)', 'netscreen'],
  ['Hewlett Packard Enterprise', 'hpe'],
  ['Aruba', 'aruba'],
  ['Silver Peak', 'silver-peak'],
  ['AMBIGUOUS: HP Inc. / Hewlett Packard Enterprise', 'ambiguous'],
  ['HP Inc.', 'hp-inc'],
  ['Juniper Systems', 'juniper-systems'],
  ['H3C', 'h3c'],
  ['3Com', '3com'],
  ['Samsung Electronics', 'samsung'],
  ['Samsung Electronics (Mobile)', 'samsung-mobile'],
  ['Hanwha Vision/Aerospace', 'hanwha-techwin'],
  ['Hanwha Systems', 'hanwha-systems'],
  ['Samsung Heavy Industries', 'samsung-heavy'],
  ['Fujitsu Limited', 'fujitsu'],
  ['1FINITY', '1finity'],
  ['Fujitsu Technology Solutions', 'fujitsu-technology-solutions'],
  ['NEC Corporation', 'nec'],
  ['NEC Platforms', 'nec-platforms'],
  ['TOKIN', 'tokin'],
  ['Sharp NEC Display', 'sharp-nec'],
  ['Pasolink product line', 'nec-pasolink'],
  ['NO MATCH', 'unresolved'],
  ['Ribbon (Sonus)', 'sonus'],
  ['Ribbon (Eci)', 'eci'],
  ['Ribbon (Edgewater)', 'edgewater'],
  ['Ribbon (Genband)', 'genband'],
  ['Ribbon Communications', 'ribbon'],
  ['PreSonus', 'presonus'],
  ['Ciena', 'ciena'],
  ['Ciena (Cyan)', 'cyan'],
  ['Cyanview', 'cyanview'],
  ['CyanConnode', 'cyanconnode'],
  [
    'AMBIGUOUS: Ciena (optical) / Ericsson (CDMA/LTE) / Avaya>Extreme (enterprise) / Ribbon/Genband (voice)',
    'ambiguous',
  ],
  ['Adtran Networks', 'adtran-networks'],
  ['Adtran', 'adtran'],
  ['SmartRG', 'smartrg'],
  ['Adva Network Security', 'adva-network-security'],
  ['Adtranz (ABB Daimler-Benz Transportation)', 'adtranz'],
  ['Mavenir', 'mavenir'],
  ['Mavenir (ip.access)', 'ip-access'],
  ['Parallel Wireless', 'parallel-wireless'],
  ['Baicells', 'baicells'],
  ['Rakuten Symphony', 'rakuten-symphony'],
  ['Casa Systems', 'casa'],
  ['Hytera', 'hytera'],
  ['Sepura', 'sepura'],
  ['Hikvision', 'hikvision'],
  ['EZVIZ', 'ezviz'],
  ['Prama Hikvision India', 'prama-hikvision'],
  ['Dahua', 'dahua'],
  ['Shanghai Dahua Scale', 'shanghai-dahua-scale'],
  ['Cisco Systems', 'cisco'],
  ['Cisco (Starent)', 'starent'],
  ['Acacia', 'acacia'],
  ['Synamedia', 'synamedia'],
  ['Linksys', 'linksys'],
  ['TP-Link Technologies (Shenzhen)', 'tp-link-technologies'],
  ['TP-Link Systems (Irvine, US)', 'tp-link-systems'],
  ['AMBIGUOUS: TP-Link Technologies / TP-Link Systems', 'ambiguous'],
  ['FiberHome', 'fiberhome'],
  ['Datang Mobile', 'datang-mobile'],
  ['Potevio', 'potevio'],
  ['Quectel', 'quectel'],
  ['InnoLight', 'innolight'],
  ['Andrew', 'andrew'],
  ['CommScope', 'commscope'],
  ['DASAN Network Solutions', 'dasan-network-solutions'],
  ['Zhone / DZS', 'zhone'],
  ['UNKNOWN', 'nobody'],
])

describe('the shipped registry', () => {
  test('reads without a fault and contradicts itself nowhere', () => {
    expect(registry.faults).toEqual([])
    expect(book.problems).toEqual([])
    expect(book.vendors.size).toBeGreaterThan(350)
  })

  test('claims no fact of ownership as read in a legal text', () => {
    const links = [...book.ownership.values()].flat()
    expect(links.length).toBeGreaterThan(150)
    expect(links.filter((link) => link.provenance === 'verified')).toEqual([])
    expect(links.filter((link) => link.provenance === 'reported' && link.source === undefined)).toEqual([])
  })

  test('says where every code was seen', () => {
    const aliases = [...book.vendors.values()].flatMap((vendor) => vendor.aliases ?? [])
    const codes = aliases.filter((alias) => typeof alias !== 'string' && alias.match === 'exact')
    expect(codes.length).toBeGreaterThan(10)
    expect(codes.filter((alias) => typeof alias !== 'string' && alias.source === undefined)).toEqual([])
  })

  test.each(SPELLINGS)('reads `%s` as %s', (spelling, meaning, group) => {
    expect(outcome(resolveVendor(book, spelling))).toBe(meaning)
    expect(groupText(meaning)).toBe(group)
  })

  test('only suggests for typing errors and look-alike letters', () => {
    for (const spelling of ['Hauwei', 'HUAWEl', 'Huaweii', 'Hu4wei Technologies', 'НUАWЕI']) {
      expect(resolveVendor(book, spelling)).toMatchObject({ kind: 'unresolved' })
    }
    expect(resolveVendor(book, 'HUAWEl')).toEqual({ kind: 'unresolved', suggestions: ['huawei'] })
    expect(resolveVendor(book, 'НUАWЕI')).toEqual({ kind: 'unresolved', suggestions: ['huawei'] })
    expect(resolveVendor(book, 'Erricson AB')).toEqual({ kind: 'unresolved', suggestions: ['ericsson'] })
    expect(resolveVendor(book, 'Huawei Technologies Sweden AB')).toEqual({
      kind: 'unresolved',
      suggestions: ['huawei'],
    })
  })

  test('tells by the product what the name leaves open', () => {
    expect(resolveVendor(book, 'HP', 'ProLiant DL380')).toEqual({ kind: 'resolved', vendor: 'hpe', by: 'product' })
    expect(resolveVendor(book, 'HP', 'LaserJet 4')).toEqual({ kind: 'resolved', vendor: 'hp-inc', by: 'product' })
    expect(outcome(resolveVendor(book, 'HP', 'something else'))).toBe('ambiguous')
    expect(outcome(resolveVendor(book, 'Nortel Networks', 'OPTera Metro 5200'))).toBe('ciena')
    expect(outcome(resolveVendor(book, 'Siemens', 'SURPASS hiT 7300'))).toBe('infinera')
    expect(outcome(resolveVendor(book, 'Siemens', 'SIMATIC S7'))).toBe('siemens')
    expect(outcome(resolveVendor(book, 'NEC', 'PASOLINK NEO'))).toBe('nec-pasolink')
    expect(outcome(resolveVendor(book, 'Alcatel', 'OmniPCX Enterprise'))).toBe('ale')
  })

  test('leaves a product that changed hands on a date undecided without a day', () => {
    expect(outcome(resolveVendor(book, 'Brocade', 'VDX 6740'))).toBe('ambiguous')
    expect(outcome(resolveVendor(book, 'Brocade', 'VDX 6740', parseDay('2016-12-31')))).toBe('brocade')
    expect(outcome(resolveVendor(book, 'Brocade', 'VDX 6740', parseDay('2017-06-30')))).toBe('ambiguous')
    expect(outcome(resolveVendor(book, 'Brocade', 'VDX 6740', parseDay('2018-01-01')))).toBe('extreme')
  })
})

/** A name without case, signs, spaces, and with any number of legal forms taken off its end. */
function essencesOf(name: string): ReadonlySet<string> {
  const normalised = normaliseName(name)
  return new Set([normalised, ...stripLegalForms(normalised)].map(squashName))
}

function isCurated(spelling: string, vendor: string): boolean {
  const entry = book.vendors.get(vendor)
  const curated = [
    entry?.name ?? '',
    ...(entry?.aliases ?? []).map((alias) => (typeof alias === 'string' ? alias : alias.name)),
  ]
  return curated.some((name) => [...essencesOf(name)].some((essence) => essencesOf(spelling).has(essence)))
}

describe('every name of the registry', () => {
  const namesOf = (kind: 'exact' | 'free'): readonly (readonly [string, string])[] =>
    [...book.vendors.values()].flatMap((vendor) =>
      [vendor.name, ...(vendor.aliases ?? [])].flatMap((alias) => {
        const isExact = typeof alias !== 'string' && alias.match === 'exact'
        return isExact === (kind === 'exact')
          ? [[typeof alias === 'string' ? alias : alias.name, vendor.id] as const]
          : []
      }),
    )
  const freeNames = fc.constantFrom(...namesOf('free'))
  const changes = fc.constantFrom<(name: string) => string>(
    (name) => name.toUpperCase(),
    (name) => name.toLowerCase(),
    (name) => ` ${name}  `,
    (name) => name.replaceAll(' ', '_'),
    (name) => name.replaceAll(' ', '  '),
    (name) => name.replaceAll('.', ''),
    (name) => name.replaceAll(',', ''),
    (name) => name.replaceAll('&', 'and'),
    (name) => `"${name}"`,
    (name) => `${name}®`,
    (name) => name.replaceAll(' ', '\u00a0'),
    (name) => name.normalize('NFD'),
  )

  test('means its own vendor, whatever its case, punctuation and spacing', () => {
    const everyName = fc.constantFrom(...namesOf('free'), ...namesOf('exact'))
    fc.assert(
      fc.property(everyName, fc.array(changes, { maxLength: 4 }), ([name, vendor], applied) => {
        const spelling = applied.reduce((text, change) => change(text), name)
        expect(outcome(resolveVendor(book, spelling))).toBe(vendor)
      }),
      { numRuns: 2000 },
    )
  })

  test('means its own vendor or a question with it, whatever legal form follows', () => {
    const forms =
      'Ltd|Co., Ltd.|CO.,LTD|Limited|Inc|, Inc.|LLC|GmbH|GmbH & Co. KG|AG|SE|AB|AB (publ)|Oy|Oyj|A/S|AS|ASA|S.A.|SAS|S.p.A.|S.r.l.|' +
      'B.V.|N.V.|Corp.|Corporation|Sp. z o.o.|K.K.|Pty Ltd|Pte. Ltd.|Pvt. Ltd.|(Pty) Ltd|Private Ltd|S.A. de C.V.|PLC|Co. Limited'
    fc.assert(
      fc.property(freeNames, fc.constantFrom(...forms.split('|')), ([name, vendor], form) => {
        const resolution = resolveVendor(book, `${name} ${form}`)
        // A form may turn one vendor's name into another's legal name (`Atos` and `Atos S.p.A.`): curated, never guessed.
        const isRight =
          resolution.kind === 'ambiguous'
            ? resolution.candidates.includes(vendor)
            : resolution.kind === 'resolved' &&
              (resolution.vendor === vendor || isCurated(`${name} ${form}`, resolution.vendor))
        expect(isRight).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('is a code that takes no legal form, where it is marked so', () => {
    expect(outcome(resolveVendor(book, 'ALU'))).toBe('alcatel-lucent')
    expect(outcome(resolveVendor(book, 'ALU GmbH'))).toBe('unresolved')
    expect(outcome(resolveVendor(book, 'Honor'))).toBe('honor')
    expect(outcome(resolveVendor(book, 'Honor Inc.'))).toBe('unresolved')
    expect(outcome(resolveVendor(book, 'Arista Ltd'))).toBe('ambiguous')
  })

  test('is never read by likeness: a changed letter means nobody unless it makes a curated name again', () => {
    const letters = fc.constantFrom(...'a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 5 8'.split(' '))
    fc.assert(
      fc.property(freeNames, fc.nat(), letters, fc.constantFrom(0, 1), ([name], at, letter, removed) => {
        const place = at % (name.length + 1)
        const spelling = name.slice(0, place) + letter + name.slice(place + removed)
        const resolution = resolveVendor(book, spelling)
        expect(resolution.kind !== 'resolved' || isCurated(spelling, resolution.vendor)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('means nobody when a word that is no legal form follows or precedes it', () => {
    const words = fc.constantFrom(
      'Foods',
      'Tyres',
      'Rail',
      'Partners',
      'Medical',
      'Sverige',
      'Energy',
      'Trans',
      'Scale',
      'Israel',
    )
    fc.assert(
      fc.property(freeNames, words, fc.boolean(), ([name], word, isAfter) => {
        const spelling = isAfter ? `${name} ${word}` : `${word} ${name}`
        const resolution = resolveVendor(book, spelling)
        expect(resolution.kind !== 'resolved' || isCurated(spelling, resolution.vendor)).toBe(true)
        expect(outcome(resolution)).not.toBe('ambiguous')
      }),
      { numRuns: 2000 },
    )
  })

  test('is not found inside a longer word', () => {
    for (const name of [
      'connect',
      'franciscop',
      'Presonus',
      'casap',
      'Plucent',
      'Nokian',
      'Cyanview',
      'Adtranz',
      'ZTT',
      'ztemt',
      'huaweicloudx',
    ]) {
      const meaning = outcome(resolveVendor(book, name))
      expect(['unresolved', 'presonus', 'plucent', 'cyanview', 'adtranz', 'ztt']).toContain(meaning)
    }
  })
})

describe('ownership over time', () => {
  const valueOn = (vendor: string, controller: string, day: string): number | undefined => {
    const number = parseDay(day) ?? 0
    return controlSpells(book, vendor, controller).find((spell) => spell.from <= number && number < spell.until)?.value
  }

  test('covers all time for every pair of an owner and what it owns', () => {
    for (const [vendor] of book.ownership) {
      for (const controller of new Set((book.ownership.get(vendor) ?? []).map((link) => link.owner))) {
        const spells = controlSpells(book, vendor, controller)
        expect(spells[0]?.from).toBe(BEFORE_ALL)
        expect(spells.at(-1)?.until).toBe(AFTER_ALL)
        expect(spells.every((spell) => spell.from < spell.until)).toBe(true)
        expect(spells.slice(1).map((spell) => spell.from)).toEqual(spells.slice(0, -1).map((spell) => spell.until))
        expect(spells.slice(1).some((spell, number) => spell.value === spells[number]?.value)).toBe(false)
      }
    }
  })

  test('knows that Honor was Huawei until November 2020, on an unsure day of that month', () => {
    expect(valueOn('honor', 'huawei', '2020-10-31')).toBe(YES)
    expect(valueOn('honor', 'huawei', '2020-11-17')).toBe(MAYBE)
    expect(valueOn('honor', 'huawei', '2020-12-01')).toBe(NO)
    expect(valueOn('honor', 'huawei-holding', '2020-10-31')).toBe(YES)
  })

  test('follows two hops: Coriant to Infinera to Nokia', () => {
    expect(valueOn('coriant', 'infinera', '2020-01-01')).toBe(YES)
    expect(valueOn('coriant', 'nokia', '2025-02-27')).toBe(NO)
    expect(valueOn('coriant', 'nokia', '2025-02-28')).toBe(YES)
  })

  test('shows both owners of Nokia Shanghai Bell', () => {
    expect(valueOn('nokia-shanghai-bell', 'nokia', '2020-01-01')).toBe(YES)
    expect(valueOn('nokia-shanghai-bell', 'china-huaxin', '2020-01-01')).toBe(MAYBE)
  })

  test('never takes a brand licence for control', () => {
    expect(valueOn('hmd', 'nokia', '2020-01-01')).toBe(NO)
    expect(valueOn('tcl-alcatel', 'alcatel-lucent', '2020-01-01')).toBe(NO)
    expect(valueOn('tcl-alcatel', 'tcl', '2020-01-01')).toBe(YES)
  })

  test('sells what was sold', () => {
    expect(valueOn('h3c', 'huawei', '2026-01-01')).toBe(NO)
    expect(valueOn('h3c', 'hpe', '2026-01-01')).toBe(NO)
    expect(valueOn('h3c', 'unisplendour', '2020-01-01')).toBe(YES)
    expect(valueOn('h3c', 'unisplendour', '2024-09-15')).toBe(YES)
    expect(valueOn('hmn', 'huawei', '2026-01-01')).toBe(NO)
    expect(valueOn('hmn', 'hengtong', '2026-01-01')).toBe(YES)
    expect(valueOn('xfusion', 'huawei', '2021-06-01')).toBe(MAYBE)
    expect(valueOn('xfusion', 'huawei', '2026-01-01')).toBe(NO)
    expect(valueOn('nec-pasolink', 'nec', '2023-10-31')).toBe(YES)
    expect(valueOn('nec-pasolink', 'aviat', '2024-01-01')).toBe(YES)
    expect(valueOn('nubia', 'zte', '2018-01-01')).toBe(MAYBE)
    expect(valueOn('nubia', 'zte', '2021-01-01')).toBe(YES)
    expect(valueOn('juniper', 'hpe', '2025-07-01')).toBe(NO)
    expect(valueOn('netscreen', 'hpe', '2025-07-02')).toBe(YES)
  })

  test('keeps the chip and phone makers of Huawei under Huawei', () => {
    for (const vendor of ['hisilicon', 'huawei-device', 'futurewei', 'huawei-symantec', 'huawei-digital-power']) {
      expect(valueOn(vendor, 'huawei', '2026-01-01')).toBe(YES)
    }
  })
})

const labelled = findPublicFile('vendor-names/vendor-variants.csv')

describe.skipIf(labelled.isAbsent)(`labelled spellings${labelled.note}`, () => {
  const rows: readonly { input: string; expected_canonical: string }[] = labelled.isAbsent
    ? []
    : parse(readFileSync(labelled.path, 'utf8'), { columns: true, trim: false })

  test('all mean what their label says, and vendors with different labels stay apart', () => {
    expect(rows.length).toBeGreaterThan(80)
    const wrong = rows.filter((row) => {
      const expected = CANONICAL_NAMES.get(row.expected_canonical)
      return expected === undefined || outcome(resolveVendor(book, row.input)) !== expected
    })
    expect(wrong).toEqual([])
    const shared = [...CANONICAL_NAMES].filter(([, id], at, all) =>
      all.some(([, other], where) => other === id && where < at),
    )
    expect(shared.filter(([, id]) => book.vendors.has(id))).toEqual([
      ['Alcatel-Lucent (7750 SR line)', 'alcatel-lucent'],
      ['Infinera (ex Siemens/NSN/Coriant hiT 7300)', 'infinera'],
    ])
  })
})
