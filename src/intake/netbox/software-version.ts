// Which software version the name of a platform states; NetBox itself has no field for it.

/**
 * The last word of the name, where it begins with a digit and has a dot (`Junos 21.3R3-S5`, `SR OS 23.10.R2`) or has
 * the form of a VRP release (`VRP V800R022C10SPC500`). `Windows 2019` and `Cisco IOS` state none.
 */
export function versionInPlatform(name: string): string {
  const words = name.trim().split(/\s+/)
  const last = words.length > 1 ? words.at(-1)! : ''
  return /^\d+\.[\w.()+-]+$/.test(last) || /^\d[\w]*(?:\.[\w()+-]+)+$/.test(last) || /^V\d+R\d+\w*$/i.test(last)
    ? last
    : ''
}
