/** The label of a value that staff chose from a list. */
export function labelOf<V extends string>(options: readonly { value: V; label: string }[], value: V): string {
  return options.find((option) => option.value === value)?.label ?? value;
}
