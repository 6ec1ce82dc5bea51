/** A file of an entry that is being saved. */
export interface DataFile {
  slug: string;
  /** From the project's root. */
  path: string;
  raw: string;
}

export interface PersistOptions {
  collectionName: string;
  newEntry: boolean;
  useWorkflow: boolean;
}

export interface EditedEntry {
  dataFiles: DataFile[];
  /** Pictures that are saved with it. */
  assets: { path: string }[];
}

interface StoredFile {
  data: string | null;
  file: { path: string };
}

type ReadFolder = (folder: string, extension: string, depth: number) => Promise<StoredFile[]>;

/** Guarded methods of Decap's backends and those that the guards use (decap-cms-lib-util 3.16, `Implementation`); the rest passes through. */
export interface Backend {
  /** The published entry; nothing when there is none, or when GitHub cannot be asked. */
  getEntry: (path: string) => Promise<{ data: string | null }>;
  /** The published entries of a folder; the first ones only where there is `allEntriesByFolder`. */
  entriesByFolder: ReadFolder;
  allEntriesByFolder?: ReadFolder;
  /** The published pictures of a folder. */
  getMedia: (folder: string) => Promise<{ path: string }[]>;
  /** `collection/slug` of each draft. */
  unpublishedEntries: () => Promise<string[]>;
  /** The draft; rejects when there is none. */
  unpublishedEntry: (entry: {
    collection: string;
    slug: string;
  }) => Promise<{ diffs: { path: string; id: string }[] }>;
  unpublishedEntryDataFile: (collection: string, slug: string, path: string, id: string) => Promise<string>;
  persistEntry: (entry: EditedEntry, options: PersistOptions) => Promise<unknown>;
  publishUnpublishedEntry: (collection: string, slug: string) => Promise<unknown>;
  /** Deletes published entries or pictures. */
  deleteFiles: (paths: string[], commitMessage: string) => Promise<unknown>;
}
