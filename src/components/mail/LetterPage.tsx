import { Fragment } from 'react';
import { typeset } from '../../domain/typeset.ts';
import { LayoutTable } from './LayoutTable.tsx';
import type { Letter, LetterBlock, LetterSection } from './letter.ts';
import { DARK, STYLES } from './styles.ts';
import { TwoLines } from './TwoLines.tsx';

/** A text with its line breaks; `white-space` is not read everywhere. */
function Lines({ text }: { readonly text: string }) {
  return text.split('\n').map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

function Answers({ title, answers }: LetterSection) {
  return (
    <>
      <h3 style={STYLES.section}>{typeset(title)}</h3>
      <dl style={STYLES.answers}>
        {answers.map(({ label, texts }) => (
          <Fragment key={label}>
            <dt className="muted" style={STYLES.label}>
              {typeset(label)}
            </dt>
            <dd dir="auto" style={STYLES.answer}>
              {texts.length > 1 ? (
                <ul style={STYLES.answerList}>
                  {texts.map((text) => (
                    <li key={text}>{text}</li>
                  ))}
                </ul>
              ) : (
                <Lines text={texts[0] ?? ''} />
              )}
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
        <a href={url} className="link" style={STYLES.link}>
          {url}
        </a>
      </p>
    </>
  );
}

function Block({ block }: { readonly block: LetterBlock }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p style={STYLES.paragraph}>
          <Lines text={typeset(block.text)} />
        </p>
      );
    case 'reference':
      return <Reference {...block} />;
    case 'steps':
      return <Steps {...block} />;
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
  return blocks.find((block) => block.kind === 'paragraph')?.text ?? title;
}

function Body({ letter }: { readonly letter: Letter }) {
  const { title, greeting, blocks, closing, signature } = letter;
  return (
    <>
      <h1 style={STYLES.title}>{typeset(title)}</h1>
      {greeting !== undefined && <p style={STYLES.paragraph}>{greeting}</p>}
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
      <p style={STYLES.closing}>{typeset(closing)}</p>
      <p className="muted" style={STYLES.signature}>
        {typeset(signature.name)}
        <br />
        {typeset(signature.organisation)}
        <br />
        <a href={signature.siteUrl} className="link" style={STYLES.link}>
          {new URL(signature.siteUrl).host}
        </a>
      </p>
    </>
  );
}

/**
 * A letter as a whole HTML document, for mail programs: blocks in one table for Outlook, styles on each element, nothing
 * fetched from anywhere, dark where the program asks for it.
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
      </head>
      <body className="page" style={STYLES.page}>
        <div style={STYLES.preview}>{previewOf(letter)}</div>
        <LayoutTable width="100%" className="outer" style={STYLES.outer}>
          <tr>
            <td align="center" className="outer-cell" style={STYLES.outerCell}>
              <Card letter={letter} />
            </td>
          </tr>
        </LayoutTable>
      </body>
    </html>
  );
}

function Card({ letter }: { readonly letter: Letter }) {
  return (
    <LayoutTable width={600} className="card" style={STYLES.card}>
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
