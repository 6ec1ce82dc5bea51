import { expect, test } from 'vitest';
import { readAgenda } from './agenda-file.ts';

const EVENT = {
  slug: 'atelier',
  title: 'Atelier',
  kind: 'workshop',
  audience: 'youth',
  start: '2027-02-03T14:00',
  end: '2027-02-03T17:00',
  place: 'Lille',
  cancelled: false,
};

test('the agenda is read as the build ships it', async () => {
  expect(await readAgenda(() => Promise.resolve(JSON.stringify({ events: [EVENT] })))).toEqual([EVENT]);
});

test.each([undefined, '', '<!doctype html>', '{"events":[{}]}', '{}'])(
  'of %j nothing is known: no event is taken for deleted',
  async (text) => {
    expect(await readAgenda(() => Promise.resolve(text))).toBeUndefined();
  },
);
