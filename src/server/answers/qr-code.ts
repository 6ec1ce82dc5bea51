import { encode } from 'uqr';
import type { QrCode } from '../../components/guardian/PaperSheet.tsx';

/** The QR code of a text (ISO/IEC 18004), which stands a quarter of its squares unreadable; without its quiet zone. */
export function qrCodeOf(text: string): QrCode {
  const { size, data } = encode(text, { ecc: 'Q', border: 0 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: path.join('') };
}
