interface Props {
  className: string;
  items: readonly { href: string; label: string }[];
  /** Path of the page around. */
  here: string;
}

export function NavList({ className, items, here }: Props) {
  return (
    <ul className={className}>
      {items.map(({ href, label }) => (
        <li key={href}>
          <a href={href} aria-current={here === href ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
