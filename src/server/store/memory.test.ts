import { describe } from 'vitest';
import { describeInbox } from '../../../tests/contracts/inbox-contract.ts';
import { MemoryStore } from './memory.ts';

describe('an inbox in memory', () => {
  describeInbox(() => new MemoryStore());
});
