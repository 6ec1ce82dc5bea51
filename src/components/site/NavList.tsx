interface Props {
  className: string;
  items: readonly { href: string; label: string }[];
  /** Path of the page around. */
  here: string;
}

/** « page », « true » for a page inside of it: the pages of a door or a list keep theirs marked. */
function current(href: string, here: string): 'page' | 'true' | undefined {
  if (here === href) return 'page';
  return href !== '/' && here.startsWith(href) ? 'true' : undefined;
}

export function NavList({ className, items, here }: Props) {
  return (
    <ul className={className}>
      {items.map(({ href, label }) => (
        <li key={href}>
          <a href={href} aria-current={current(href, here)}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
