/** One door: the product's mark. */
export function BrandMark({ size }: { readonly size: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="7" fill="#fff" fillOpacity=".12" />
      <path d="M9 25V11.5A5.5 5.5 0 0 1 14.5 6h3A5.5 5.5 0 0 1 23 11.5V25Z" fill="none" stroke="#fff" strokeWidth="2" strokeLinejoin="round" />
      <path d="M13.2 25V13.2l6.2 2.6V25Z" fill="none" stroke="#fff" strokeWidth="1.8" strokeLinejoin="round" />
      <circle cx="17.3" cy="19.6" r="1.2" fill="#fff" />
    </svg>
  );
}
