// What the invented networks are built of: product names of real vendors, from general knowledge.

interface Product {
  readonly product: string
  readonly softwareVersion: string
}

const PRODUCTS: { readonly [vendor: string]: { readonly [functionId: string]: Product } } = {
  Huawei: {
    'ran.basestation': { product: 'BTS3900', softwareVersion: 'V100R015C10' },
    'ran.2g.bts': { product: 'BTS3900 GSM', softwareVersion: 'V100R013C00' },
    'ran.3g.nodeb': { product: 'BTS3900 UMTS', softwareVersion: 'V200R015C10' },
    'ran.4g.enb': { product: 'BTS3900 LTE', softwareVersion: 'V100R015C10' },
    'ran.5g.gnb': { product: 'BTS5900', softwareVersion: 'V100R016C10' },
    'access.fttp.olt': { product: 'SmartAX MA5800', softwareVersion: 'V100R019C10' },
    'transport.microwave': { product: 'OptiX RTN 950', softwareVersion: 'V100R011C10' },
  },
  Nokia: {
    'ran.basestation': { product: 'AirScale', softwareVersion: 'SBTS21B' },
    'ran.2g.bts': { product: 'Flexi EDGE', softwareVersion: 'EX6.1' },
    'ran.3g.nodeb': { product: 'Flexi WCDMA', softwareVersion: 'WBTS18' },
    'ran.4g.enb': { product: 'Flexi LTE', softwareVersion: 'FL18SP' },
    'ran.5g.gnb': { product: 'AirScale 5G', softwareVersion: '5G21A' },
    'ran.smallcell': { product: 'Flexi Zone', softwareVersion: 'TLF19' },
    'access.fttp.olt': { product: 'ISAM FX-16', softwareVersion: 'R6.2' },
    'transport.cellsite-router': { product: '7705 SAR-8', softwareVersion: 'R20.4' },
    'transport.microwave': { product: 'Wavence UBT', softwareVersion: '20A' },
  },
  Ericsson: {
    'ran.basestation': { product: 'Radio System 6630', softwareVersion: '21.Q4' },
    'ran.5g.gnb': { product: 'AIR 6449', softwareVersion: '22.Q2' },
    'transport.cellsite-router': { product: 'Router 6675', softwareVersion: '21.3' },
    'transport.microwave': { product: 'MINI-LINK 6363', softwareVersion: '1.21' },
  },
  Samsung: {
    'ran.basestation': { product: 'SAMSUNG LTE eNB', softwareVersion: 'SVR20B' },
    'ran.5g.gnb': { product: 'Massive MIMO MT6401', softwareVersion: 'SVR21C' },
  },
  'Juniper Networks': { 'transport.cellsite-router': { product: 'ACX2200', softwareVersion: '18.4R3' } },
  Cisco: { 'transport.cellsite-router': { product: 'ASR 920', softwareVersion: '16.9.4' } },
  Ceragon: { 'transport.microwave': { product: 'IP-20N', softwareVersion: '11.5' } },
  NEC: { 'transport.microwave': { product: 'iPASOLINK VR', softwareVersion: '06.50' } },
  CommScope: { 'ran.smallcell': { product: 'OneCell', softwareVersion: '4.5' } },
  Adtran: { 'access.fttp.olt': { product: 'SDX 6320', softwareVersion: '22.4' } },
}

/** The product of a vendor for a function; blank where the catalogue has none. */
export function productOf(vendor: string, functionId: string): Product {
  return PRODUCTS[vendor]?.[functionId] ?? { product: '', softwareVersion: '' }
}
