import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Component, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from './banner.tsx';

interface PieceProps {
  readonly children: ReactNode;
  /** While it is on its way. */
  readonly waiting: ReactNode;
  /** In its place when it did not arrive. */
  readonly instead?: ReactNode;
}

/** A part of a page whose program is fetched when it is needed: when it does not arrive, or breaks, the rest of the page stays. */
export class Piece extends Component<PieceProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    const { children, waiting, instead = <NotFetched /> } = this.props;
    return this.state.failed ? instead : <Suspense fallback={waiting}>{children}</Suspense>;
  }
}

function NotFetched() {
  const { t } = useTranslation('components');
  return (
    <Banner
      tone="soon"
      role="alert"
      action={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconRefresh size={14} stroke={1.75} aria-hidden />}
          onClick={() => {
            window.location.reload();
          }}
        >
          {t('piece.reload')}
        </Button>
      }
    >
      {t('piece.failed')}
    </Banner>
  );
}
