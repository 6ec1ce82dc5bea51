import { PROGRAMME } from '../../domain/programme.ts';
import { phoneLink } from './phone-link.ts';
import { doors } from './doors.ts';
import { Lines } from './Lines.tsx';
import { serviceLinks } from './navigation.ts';
import { NavList } from './NavList.tsx';

interface Props {
  name: string;
  contact: { name: string; email: string; phone?: string | undefined };
  support: string;
  /** Path of the page around. */
  here: string;
}

export function SiteFooter({ name, contact, support, here }: Props) {
  return (
    <footer className="site-footer">
      <Lines />
      <div className="wrap">
        <div>
          <p className="footer-name">{name}</p>
          <p>{PROGRAMME.organisation.name}</p>
          <p className="footer-contact">
            {contact.name}
            <br />
            <a href={`mailto:${contact.email}`}>{contact.email}</a>
            {contact.phone !== undefined && (
              <>
                <br />
                <a href={phoneLink(contact.phone)}>{contact.phone}</a>
              </>
            )}
          </p>
        </div>
        <nav aria-label="Les trois portes">
          <NavList className="footer-list" items={doors} here={here} />
        </nav>
        <nav aria-label="Informations">
          <NavList className="footer-list" items={serviceLinks} here={here} />
        </nav>
        <p className="footer-support">{support}</p>
      </div>
    </footer>
  );
}
