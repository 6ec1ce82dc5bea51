export function registerPreviews(): void {
  // placeholder
}
