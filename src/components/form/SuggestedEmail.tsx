/** « Plutôt ines@gmail.com ? », under an address whose domain looks mistyped; it never blocks. The button is the script's. */
export function SuggestedEmail({ email }: { readonly email: string }) {
  return (
    <>
      Plutôt <b>{email}</b>&nbsp;?{' '}
      <button type="button" className="form-link" data-action="take-suggestion">
        Corriger
      </button>
    </>
  );
}
