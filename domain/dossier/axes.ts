import type { StatusAxes } from '../../contract/vocabulary.ts';
import type { DossierState } from './state.ts';

/** The same dossier asked four questions that one number cannot answer together: the case, the money, the result, and what others were told. */
export const axesOf = (state: DossierState): StatusAxes => ({
  business: businessOf(state),
  finance: financeOf(state),
  delivery: deliveryOf(state),
  sync: syncOf(state),
});

function businessOf(state: DossierState): StatusAxes['business'] {
  if (state.stop !== undefined) return 'stopped';
  switch (state.status) {
    case 3:
      return 'receipt-refused';
    case 7:
      return 'withdrawn';
    case 8:
      return 'refused';
    case 9:
    case 10:
      return 'resolved';
    case 5:
      return 'supplementing';
    case 2:
      return 'received';
    // Waiting for money says nothing about the case: it is paid for at receipt, in between, or before the result is handed over
    case 1:
    case 4:
    case 6:
      if (state.signed !== undefined) return 'resolved';
      return state.status === 1 || state.receivedAt === undefined ? 'registered' : 'processing';
  }
}

function financeOf({ fees }: DossierState): StatusAxes['finance'] {
  const states = Object.values(fees).map(({ status }) => status);
  if (states.length === 0) return 'none';
  if (states.includes('requested')) return 'due';
  return states.includes('assessed') ? 'assessed' : 'paid';
}

/** A refusal is handed over as well; what is stopped or withdrawn has no result. */
function deliveryOf(state: DossierState): StatusAxes['delivery'] {
  if (state.result !== undefined || state.status === 10) return 'returned';
  const ready = state.stop === undefined && (state.status === 9 || state.status === 8);
  return ready ? 'ready' : 'none';
}

function syncOf({ messages }: DossierState): StatusAxes['sync'] {
  const states = new Set(messages.map(({ status }) => status));
  if (states.has('failed')) return 'failed';
  if (states.has('queued')) return 'pending';
  if (states.has('kept')) return 'kept';
  return states.has('sent') ? 'told' : 'none';
}
