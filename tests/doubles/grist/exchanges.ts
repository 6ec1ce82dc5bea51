/** A call and what Grist answers to it. */
export interface Exchange {
  readonly say: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  /** From `/docs`; `{doc}` stands for the document. */
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  /** Text: the beginning of the answer. */
  readonly answer: unknown;
}

const APPLY = '/docs/{doc}/apply';
const TABLE = '/docs/{doc}/tables/Binomes';
const INSERT = `${TABLE}/records?noupdate=true&noparse=true`;
const UPDATE = `${TABLE}/records?noadd=true&noparse=true`;

/** Response to `/apply`; the hash is arbitrary. */
const applied = (actionNum: number, retValues: readonly unknown[]) => ({
  actionNum,
  actionHash: '0'.repeat(64),
  retValues,
  isModification: true,
});

const column = (colRef: number, label: string, more: object = {}) => ({
  colRef,
  label,
  isFormula: false,
  type: 'Text',
  parentId: 2,
  parentPos: colRef,
  widgetOptions: '',
  formula: '',
  description: '',
  untieColIdFromLabel: false,
  summarySourceCol: 0,
  displayCol: 0,
  visibleCol: 0,
  rules: null,
  reverseCol: 0,
  recalcWhen: 0,
  recalcDeps: null,
  ...more,
});

const row = (id: number, Identifiant: string, Etat: string, more: object = {}) => ({
  id,
  fields: { Identifiant, Etat, ...more },
});

/**
 * Behaviour of grist-core 1.7.17 on which the adapter relies, in a document of its own, call after call: the shapes and
 * facts that were recorded with a real server, written by hand.
 */
export const EXCHANGES: readonly Exchange[] = [
  {
    say: 'a new document has one table, with the numbers of its page and widgets',
    method: 'GET',
    path: '/docs/{doc}/tables',
    status: 200,
    answer: {
      tables: [
        {
          id: 'Table1',
          fields: {
            tableRef: 1,
            primaryViewId: 1,
            summarySourceTable: 0,
            onDemand: false,
            rawViewSectionRef: 2,
            recordCardViewSectionRef: 3,
          },
        },
      ],
    },
  },
  {
    say: 'a table under a French title has an identifier of Grist’s',
    method: 'POST',
    path: APPLY,
    body: [
      [
        'AddTable',
        'Binômes',
        [
          { id: 'Identifiant', label: 'Identifiant', type: 'Text', isFormula: false, description: 'marque' },
          { id: 'Etat', label: 'État', type: 'Text', isFormula: false },
        ],
      ],
    ],
    status: 200,
    answer: applied(2, [
      {
        id: 2,
        table_id: 'Binomes',
        columns: ['Identifiant', 'Etat'],
        views: [{ id: 2, sections: [4] }],
      },
    ]),
  },
  {
    say: 'the labels are kept, the description is dropped',
    method: 'GET',
    path: `${TABLE}/columns`,
    status: 200,
    answer: {
      columns: [
        { id: 'Identifiant', fields: column(6, 'Identifiant') },
        { id: 'Etat', fields: column(7, 'État') },
      ],
    },
  },
  {
    say: 'a description is set afterwards',
    method: 'POST',
    path: APPLY,
    body: [['ModifyColumn', 'Binomes', 'Identifiant', { description: 'marque' }]],
    status: 200,
    answer: applied(3, [null]),
  },
  {
    say: 'an insert of two tells the numbers of its rows',
    method: 'PUT',
    path: INSERT,
    body: {
      records: [
        { require: { Identifiant: 'a' }, fields: { Etat: 'Proposé' } },
        { require: { Identifiant: 'b' }, fields: { Etat: '\uFEFFProposé' } },
      ],
    },
    status: 200,
    answer: { recordIds: [[1], [2]], addRecordIds: [1, 2], updateRecordIds: [] },
  },
  {
    say: 'an insert of a row that is there tells none',
    method: 'PUT',
    path: INSERT,
    body: { records: [{ require: { Identifiant: 'a' }, fields: { Etat: 'Proposé' } }] },
    status: 200,
    answer: { recordIds: [[]], addRecordIds: [], updateRecordIds: [] },
  },
  {
    say: 'an update tells the rows that it found',
    method: 'PUT',
    path: UPDATE,
    body: { records: [{ require: { Identifiant: 'a' }, fields: { Etat: 'Accepté' } }] },
    status: 200,
    answer: { recordIds: [[1]], addRecordIds: [], updateRecordIds: [[1]] },
  },
  {
    say: 'an update of no row tells none, and of two tells which',
    method: 'PUT',
    path: UPDATE,
    body: {
      records: [
        { require: { Identifiant: 'nulle' }, fields: { Etat: 'Accepté' } },
        { require: { Identifiant: 'b' }, fields: { Etat: '\uFEFFProposé' } },
      ],
    },
    status: 200,
    answer: { recordIds: [[], [2]], addRecordIds: [], updateRecordIds: [[2]] },
  },
  {
    say: 'a text that begins with U+FEFF is read without it',
    method: 'GET',
    path: `${TABLE}/records`,
    status: 200,
    answer: { records: [row(1, 'a', 'Accepté'), row(2, 'b', 'Proposé')] },
  },
  {
    say: 'and is kept with it: a formula counts it',
    method: 'POST',
    path: APPLY,
    body: [
      ['AddColumn', 'Binomes', 'Longueur', { type: 'Numeric', isFormula: true, formula: 'len($Etat)' }],
      ['AddColumn', 'Binomes', 'Faute', { type: 'Any', isFormula: true, formula: '1/0' }],
      ['AddColumn', 'Binomes', 'Note', { type: 'Numeric', isFormula: false }],
      ['AddColumn', 'Binomes', 'Vu', { type: 'Bool', isFormula: false }],
      ['AddColumn', 'Binomes', 'Le', { type: 'Date', isFormula: false, label: 'Vu le' }],
      ['AddColumn', 'Binomes', 'Lien', { type: 'Ref:Binomes', isFormula: false }],
    ],
    status: 200,
    answer: applied(
      8,
      ['Longueur', 'Faute', 'Note', 'Vu', 'Le', 'Lien'].map((colId, at) => ({ colRef: 8 + at, colId })),
    ),
  },
  {
    say: 'new cells of numbers, tick-boxes and references are 0, false and 0; a formula that fails is null',
    method: 'GET',
    path: `${TABLE}/records`,
    status: 200,
    answer: {
      records: [
        {
          ...row(1, 'a', 'Accepté', { Longueur: 7, Faute: null, Note: 0, Vu: false, Le: null, Lien: 0 }),
          errors: { Faute: 'ZeroDivisionError' },
        },
        {
          ...row(2, 'b', 'Proposé', { Longueur: 8, Faute: null, Note: 0, Vu: false, Le: null, Lien: 0 }),
          errors: { Faute: 'ZeroDivisionError' },
        },
      ],
    },
  },
  {
    say: 'no record at all is a mistake',
    method: 'PUT',
    path: INSERT,
    body: { records: [] },
    status: 400,
    answer: {
      error: 'Invalid payload',
      details: {
        userError: 'Error: body.records[0] is not a AddOrUpdateRecord; body.records[0] is not an object',
      },
    },
  },
  {
    say: 'so is an unknown column',
    method: 'PUT',
    path: INSERT,
    body: { records: [{ require: { Identifiant: 'c' }, fields: { Nulle: '' } }] },
    status: 400,
    answer: { error: 'Invalid column "Nulle"' },
  },
  {
    say: 'and one requirement twice',
    method: 'PUT',
    path: INSERT,
    body: {
      records: [
        { require: { Identifiant: 'c' }, fields: {} },
        { require: { Identifiant: 'c' }, fields: {} },
      ],
    },
    status: 400,
    answer: { error: 'Error manipulating data: [Sandbox] ValueError require values must be unique' },
  },
  {
    say: 'and a filter on an unknown column',
    method: 'GET',
    path: `${TABLE}/records?filter=${encodeURIComponent('{"Nulle":["a"]}')}`,
    status: 400,
    answer: { error: "Error manipulating data: [Sandbox] KeyError 'Nulle'" },
  },
  {
    say: 'a title that changes changes the identifier, and formulas follow; the description stays',
    method: 'POST',
    path: APPLY,
    body: [
      ['ModifyColumn', 'Binomes', 'Etat', { label: 'Où en est-on ?' }],
      ['ModifyColumn', 'Binomes', 'Identifiant', { label: 'Clé' }],
    ],
    status: 200,
    answer: applied(9, [null, null]),
  },
  {
    say: 'what was made of them',
    method: 'GET',
    path: `${TABLE}/columns`,
    status: 200,
    answer: JSON.stringify({
      columns: [
        { id: 'Cle', fields: column(6, 'Clé', { description: 'marque' }) },
        { id: 'Ou_en_est_on_', fields: column(7, 'Où en est-on ?') },
        {
          id: 'Longueur',
          fields: column(8, 'Longueur', { isFormula: true, type: 'Numeric', formula: 'len($Ou_en_est_on_)' }),
        },
      ],
    }).slice(0, -2),
  },
  {
    say: 'to remove no row changes nothing',
    method: 'POST',
    path: APPLY,
    body: [['BulkRemoveRecord', 'Binomes', []]],
    status: 200,
    answer: { ...applied(10, [null]), isModification: false },
  },
  {
    say: 'to remove a row that is gone is fine',
    method: 'POST',
    path: APPLY,
    body: [['BulkRemoveRecord', 'Binomes', [99]]],
    status: 200,
    answer: applied(11, [null]),
  },
  {
    say: 'an action that fails is an error of the server',
    method: 'POST',
    path: APPLY,
    body: [['UpdateRecord', 'Binomes', 99, { Cle: 'x' }]],
    status: 500,
    answer: { error: '[Sandbox] AssertionError docactions.[Bulk]UpdateRecord for non-existent record #99' },
  },
  {
    say: 'a table that is renamed keeps its number',
    method: 'POST',
    path: APPLY,
    body: [['RenameTable', 'Binomes', 'Paires']],
    status: 200,
    answer: applied(12, ['Paires']),
  },
  {
    say: 'and is no more under its old name',
    method: 'PUT',
    path: INSERT,
    body: { records: [{ require: { Cle: 'c' }, fields: {} }] },
    status: 404,
    answer: { error: 'Table not found "Binomes"' },
  },
  {
    say: 'another document',
    method: 'GET',
    path: '/docs/ailleurs/tables',
    status: 404,
    answer: { error: 'document not found' },
  },
  {
    say: 'another key',
    method: 'GET',
    path: '/docs/{doc}/tables',
    status: 401,
    answer: { error: 'Bad request: invalid API key' },
  },
  {
    say: 'somebody with whom the document is not shared',
    method: 'GET',
    path: '/docs/{doc}/tables',
    status: 403,
    answer: { error: 'No view access' },
  },
  {
    say: 'more than a megabyte',
    method: 'PUT',
    path: '/docs/{doc}/tables/Paires/records',
    body: '(1100000 bytes)',
    status: 413,
    answer: { error: 'request entity too large' },
  },
];
