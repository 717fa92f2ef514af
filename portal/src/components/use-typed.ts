import { useState } from 'react';

/** What is being typed into a search field: starts as what the address says, and follows it when the address changes. */
export function useTyped(address: string): readonly [string, (typed: string) => void] {
  const [followed, setFollowed] = useState(address);
  const [typed, setTyped] = useState(address);
  if (address !== followed) {
    setFollowed(address);
    setTyped(address);
  }
  return [typed, setTyped];
}
