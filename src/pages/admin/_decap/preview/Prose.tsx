import type { ReactNode } from 'react';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { blockTexts, isBlockName } from '../../../../cms/blocks.ts';
import { blockTemplates } from '../../../../components/text/blocks.ts';
import { typeset } from '../../../../domain/typeset.ts';

interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

/** As the site's Markdown (scripts/markdown.ts): typeset, and code shown as it is typed. */
function asTheSite() {
  return function visit(node: MarkdownNode): void {
    if (node.type === 'text' && node.value !== undefined) node.value = typeset(node.value);
    if (node.type === 'html') node.type = 'text';
    node.children?.forEach(visit);
  };
}

interface CodeProps {
  className?: string | undefined;
  children?: ReactNode;
}

function blockOrCode(urlOf: Props['urlOf']) {
  return function BlockOrCode({ className = '', children }: CodeProps) {
    const name = className.replace('language-', '');
    if (!isBlockName(name) || typeof children !== 'string') return <code>{children}</code>;
    const texts = blockTexts(name, children);
    return blockTemplates[name]({ ...texts, ...(texts.src !== undefined && { src: urlOf(texts.src) }) });
  };
}

interface Props {
  markdown: string;
  /** Address of an uploaded picture, from its path in the text; '' while there is none. */
  urlOf: (path: string) => string;
}

/** Markdown as the site renders it. */
export function Prose({ markdown, urlOf }: Props) {
  return (
    <Markdown
      remarkPlugins={[remarkGfm, asTheSite]}
      components={{ code: blockOrCode(urlOf), pre: ({ children }) => <>{children}</> }}
    >
      {markdown}
    </Markdown>
  );
}
