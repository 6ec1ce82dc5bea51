/** Told to staff when nothing was saved; Decap shows it as it is, without a name before it. */
export class Refusal extends Error {
  override readonly name = '';
}
