// A sentence in which foreign texts stand in backticks, each drawn as what it is.

export function Quoted({ children }: { readonly children: string }) {
  return children.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part))
}
