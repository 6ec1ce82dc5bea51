import { describe } from 'vitest';
import { describeInbox } from '../contracts/inbox-contract.ts';
import { MemoryStore } from './memory-store.ts';

describe('an inbox in memory', () => {
  describeInbox(() => new MemoryStore());
});
