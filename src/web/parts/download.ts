// A file is taken from an address, under the name the server gives it, by the browser itself, which shows how far it is.

export function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
