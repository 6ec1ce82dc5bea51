import { afterEach, beforeEach, expect, vi } from 'vitest';

// An unexpected console.error fails its test; a test that expects one spies on console.error itself.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  // Files share a worker: what the last test of one stubbed is put back before the next file prepares anything.
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  if (vi.isMockFunction(console.error)) expect(console.error).not.toHaveBeenCalled();
});
