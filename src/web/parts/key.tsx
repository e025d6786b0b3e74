// A key of the keyboard, as it is written beside what it does.

export function Key({ children }: { readonly children: string }) {
  return <kbd className="key-cap">{children}</kbd>
}
