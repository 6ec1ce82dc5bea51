/**
 * Progress bar that the script fills as the applicant goes on; hidden without it. `keepsPlace`: already has its place while the
 * script is on its way, so that nothing jumps.
 */
function hiddenUntilScript(keepsPlace: boolean) {
  return { hidden: true, 'data-progress': keepsPlace ? 'place' : '' };
}

/** « Étape 2 sur 4 », in the heading of a step. */
export function StepNumber({ keepsPlace }: { readonly keepsPlace: boolean }) {
  return (
    <span className="form-step" {...hiddenUntilScript(keepsPlace)}>
      Étape <span data-number="" /> sur <span data-total="" />
      <span className="sr-only"> : </span>
    </span>
  );
}

/** A youth's line and a mentor's, which meet and go on together. */
export function ProgressLines() {
  const lines = ['M4 6 C130 6 170 20 290 20 L596 20', 'M4 44 C130 44 170 30 290 30 L596 30'];
  return (
    <div className="form-progress" aria-hidden="true" {...hiddenUntilScript(true)}>
      <svg viewBox="0 0 600 50">
        {lines.map((line) => (
          <path key={line} d={line} />
        ))}
        {lines.map((line) => (
          <path key={line} d={line} pathLength={100} data-done="" />
        ))}
      </svg>
    </div>
  );
}
