import { Picture, type PictureProps } from '../media/Picture.tsx';

interface Props {
  partners: readonly {
    name: string;
    role: string;
    url?: string | undefined;
    logo?: PictureProps | undefined;
  }[];
}

export function PartnerList({ partners }: Props) {
  return (
    <ul className="partners">
      {partners.map(({ name, role, url, logo }) => (
        <li key={name}>
          {logo !== undefined && <Picture {...logo} />}
          <p className="partner-name">{url === undefined ? name : <a href={url}>{name}</a>}</p>
          <p>{role}</p>
        </li>
      ))}
    </ul>
  );
}
