import { afterEach, beforeEach, expect, vi } from 'vitest';

// An unexpected console.error fails its test; a test that expects one spies on console.error itself.
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  if (vi.isMockFunction(console.error)) expect(console.error).not.toHaveBeenCalled();
});
