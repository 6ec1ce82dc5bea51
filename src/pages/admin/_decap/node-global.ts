// Decap's core names the global object as Node does. Imported before it: under `npm start` nothing else defines it.
Object.assign(globalThis, { global: globalThis });

export {};
