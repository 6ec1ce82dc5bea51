import type { JSX as ReactJsx } from 'react';

declare global {
  /** Decap's types speak of the global that React 19 no longer declares. */
  namespace JSX {
    type Element = ReactJsx.Element;
  }
}
