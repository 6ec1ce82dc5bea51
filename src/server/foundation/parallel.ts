/** The list in groups of at most `size`, in order. */
export function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** Maps a list in order, `size` calls at once; after a failure no other group begins. */
export async function inGroups<T, R>(
  list: readonly T[],
  size: number,
  act: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (const group of chunks(list, size)) results.push(...(await Promise.all(group.map(act))));
  return results;
}
