import { IconBan, IconCircleCheck, IconCoin, IconFileDescription, IconFileImport, IconInbox, IconProgress } from '@tabler/icons-react';
import type { PortalStatus } from '../../api/contract.ts';
import { Chip } from '../../components/chip.tsx';

const LOOK = {
  1: { tone: 'plain', icon: IconInbox },
  2: { tone: 'brand', icon: IconFileImport },
  3: { tone: 'pause', icon: IconBan },
  4: { tone: 'brand', icon: IconProgress },
  5: { tone: 'soon', icon: IconFileDescription },
  6: { tone: 'soon', icon: IconCoin },
  7: { tone: 'pause', icon: IconBan },
  8: { tone: 'pause', icon: IconBan },
  9: { tone: 'ok', icon: IconCircleCheck },
  10: { tone: 'ok', icon: IconCircleCheck },
} as const;

export function StatusChip({ status, name }: { readonly status: PortalStatus; readonly name: string }) {
  return <Chip {...LOOK[status]}>{name}</Chip>;
}
