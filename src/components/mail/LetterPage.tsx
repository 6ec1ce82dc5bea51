import { Fragment } from 'react';
import { LANGUAGES } from '../../domain/languages.ts';
import { typeset } from '../../domain/typeset.ts';
import { LayoutTable } from './LayoutTable.tsx';
import type { Letter, LetterBlock, LetterSection } from './letter.ts';
import { CARD_WIDTH, outlookPart } from './outlook.ts';
import { DARK, STYLES } from './styles.ts';
import { TwoLines } from './TwoLines.tsx';

/** A word with the reference of an application or a pair, and the signs beside it. */
const REFERENCE = /^\P{L}*[A-Z]{2}-[2-9A-HJ-NP-Z]{8}\P{L}*$/u;

function Address({ url, text = url }: { readonly url: string; readonly text?: string }) {
  return (
    <a href={url} className="link" style={STYLES.link}>
      {text}
    </a>
  );
}

/** Makes links of the site's own addresses. Another address stays text: who typed it may be a stranger. No line ends inside a reference. */
function Linked({ text, siteUrl }: { readonly text: string; readonly siteUrl: string }) {
  const site = siteUrl.replace(/\/$/, '');
  return text.split(/(\s+)/).map((word, index) => {
    if (REFERENCE.test(word))
      return (
        <span key={index} style={STYLES.whole}>
          {word}
        </span>
      );
    const [, url, rest] = /^(https?:.*?)([.,;:!?)»]*)$/.exec(word) ?? [];
    if (url === undefined || (url !== site && !url.startsWith(`${site}/`))) return word;
    return (
      <Fragment key={index}>
        <Address url={url} />
        {rest}
      </Fragment>
    );
  });
}

/** A text with its line breaks; `white-space` is not read everywhere. */
function Lines({ text, siteUrl }: { readonly text: string; readonly siteUrl?: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {siteUrl === undefined ? line : <Linked text={line} siteUrl={siteUrl} />}
    </Fragment>
  ));
}

function AnswerTexts({ texts, url }: LetterSection['answers'][number]) {
  const [only = ''] = texts;
  if (texts.length > 1)
    return (
      <ul style={STYLES.answerList}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    );
  return url === undefined ? <Lines text={only} /> : <Address url={url} text={only} />;
}

function Answers({ title, answers }: LetterSection) {
  return (
    <>
      <h3 style={STYLES.section}>{typeset(title)}</h3>
      <dl style={STYLES.answers}>
        {answers.map((answer) => (
          <Fragment key={answer.label}>
            <dt className="muted" style={STYLES.label}>
              {typeset(answer.label)}
            </dt>
            <dd dir="auto" style={STYLES.answer}>
              <AnswerTexts {...answer} />
            </dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}

function Reference({ label, reference, note }: Extract<LetterBlock, { kind: 'reference' }>) {
  return (
    <LayoutTable className="box" style={STYLES.box}>
      <tr>
        <td className="ink" style={STYLES.boxCell}>
          {typeset(label)}
          <strong style={STYLES.reference}>{reference}</strong>
          {typeset(note)}
        </td>
      </tr>
    </LayoutTable>
  );
}

function Steps({ title, steps }: Extract<LetterBlock, { kind: 'steps' }>) {
  return (
    <>
      <h2 style={STYLES.heading}>{typeset(title)}</h2>
      <ol style={STYLES.list}>
        {steps.map((step) => (
          <li key={step} style={STYLES.step}>
            {typeset(step)}
          </li>
        ))}
      </ol>
    </>
  );
}

function Points({ title, points, siteUrl }: Extract<LetterBlock, { kind: 'points' }> & { siteUrl: string }) {
  return (
    <>
      <h2 style={STYLES.heading}>{typeset(title)}</h2>
      <ul style={STYLES.list}>
        {points.map((point) => (
          <li key={point} style={STYLES.step}>
            <Linked text={typeset(point)} siteUrl={siteUrl} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Action({ label, url }: Extract<LetterBlock, { kind: 'action' }>) {
  return (
    <>
      <LayoutTable>
        <tr>
          <td className="button-cell" style={STYLES.buttonCell}>
            <a href={url} className="button" style={STYLES.button}>
              {typeset(label)}
            </a>
          </td>
        </tr>
      </LayoutTable>
      <p className="muted" style={STYLES.address}>
        {typeset('Ou par cette adresse : ')}
        <Address url={url} />
      </p>
    </>
  );
}

/** As attributes of a cell: Word reads the direction of no other element alike. */
function Translation({ language, texts }: Extract<LetterBlock, { kind: 'translation' }>) {
  const { name, direction } = LANGUAGES[language];
  return (
    <LayoutTable width="100%" style={STYLES.translation}>
      <tr>
        <td
          lang={language}
          dir={direction}
          align={direction === 'rtl' ? 'right' : 'left'}
          className="ink rule"
          style={STYLES.translationCell}
        >
          <h2 style={STYLES.translationTitle}>{name}</h2>
          {texts.map((text) => (
            <p key={text} style={STYLES.translationText}>
              {text}
            </p>
          ))}
        </td>
      </tr>
    </LayoutTable>
  );
}

function Block({ block, siteUrl }: { readonly block: LetterBlock; readonly siteUrl: string }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p style={STYLES.paragraph}>
          <Lines text={typeset(block.text)} siteUrl={siteUrl} />
        </p>
      );
    case 'translation':
      return <Translation {...block} />;
    case 'reference':
      return <Reference {...block} />;
    case 'steps':
      return <Steps {...block} />;
    case 'points':
      return <Points {...block} siteUrl={siteUrl} />;
    case 'action':
      return <Action {...block} />;
    case 'answers':
      return (
        <>
          <h2 style={STYLES.heading}>{typeset(block.title)}</h2>
          {block.sections.map((section) => (
            <Answers key={section.title} {...section} />
          ))}
        </>
      );
  }
}

/** Preview that mailboxes show after the subject. */
function previewOf({ title, blocks }: Letter): string {
  const said = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.kind === 'points' ? block.points : [],
  );
  return said[0] ?? title;
}

function Body({ letter }: { readonly letter: Letter }) {
  const { title, greeting, blocks, closing, signature } = letter;
  return (
    <>
      <h1 style={STYLES.title}>{typeset(title)}</h1>
      {greeting !== undefined && <p style={STYLES.paragraph}>{greeting}</p>}
      {blocks.map((block, index) => (
        <Block key={index} block={block} siteUrl={signature.siteUrl} />
      ))}
      <p style={STYLES.closing}>{typeset(closing)}</p>
      <p className="muted" style={STYLES.signature}>
        {typeset(signature.name)}
        <br />
        {typeset(signature.organisation)}
        <br />
        <Address url={signature.siteUrl} text={new URL(signature.siteUrl).host} />
      </p>
    </>
  );
}

/**
 * A letter as a whole HTML document, for mail programs: blocks in one table, styles on each element, nothing fetched from anywhere,
 * dark where the program asks for it. `withOutlook` completes it for Outlook on Windows.
 */
export function LetterPage({ letter }: { readonly letter: Letter }) {
  return (
    <html lang="fr" dir="ltr">
      <head>
        <meta httpEquiv="Content-Type" content="text/html; charset=utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{typeset(letter.title)}</title>
        <style>{DARK}</style>
        {outlookPart('head')}
      </head>
      <body className="page" style={STYLES.page}>
        <div style={STYLES.preview}>{previewOf(letter)}</div>
        <LayoutTable width="100%" className="outer" style={STYLES.outer}>
          <tr>
            <td align="center" className="outer-cell" style={STYLES.outerCell}>
              {outlookPart('cardStart')}
              <Card letter={letter} />
              {outlookPart('cardEnd')}
            </td>
          </tr>
        </LayoutTable>
      </body>
    </html>
  );
}

function Card({ letter }: { readonly letter: Letter }) {
  return (
    <LayoutTable width={CARD_WIDTH} className="card" style={STYLES.card}>
      <tr>
        <td align="left" className="ink pad" style={STYLES.brand}>
          {typeset(letter.signature.name)}
        </td>
      </tr>
      <tr>
        <td align="left" style={STYLES.lines}>
          <TwoLines />
        </td>
      </tr>
      <tr>
        <td align="left" className="ink pad" style={STYLES.body}>
          <Body letter={letter} />
        </td>
      </tr>
    </LayoutTable>
  );
}
