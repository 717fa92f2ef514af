import styles from './sign-in.module.css';

/** One door behind another, and a procedure walking through them. */
export function DoorPicture() {
  const doors = [0, 1, 2, 3, 4];
  return (
    <svg className={styles['picture']} viewBox="0 0 660 500" preserveAspectRatio="xMidYMax meet" aria-hidden="true">
      {doors.map((door) => {
        const x = 115 + door * 34;
        const top = 20 + door * 66;
        return (
          <path
            key={door}
            d={`M${String(x)} 490V${String(top + 26)}a26 26 0 0 1 26-26h${String(430 - door * 68 - 52)}a26 26 0 0 1 26 26V490`}
            fill="#fff"
            fillOpacity=".035"
            stroke="#fff"
            strokeOpacity={0.1 + door * 0.05}
            strokeWidth="1.5"
          />
        );
      })}
      <line x1="0" y1="490" x2="660" y2="490" stroke="#fff" strokeOpacity=".25" strokeWidth="1.5" />
      <g fill="none" stroke="#fff" strokeWidth="2">
        <path d="M59 350h24M184 350h22M266 350h10M376 350h88M566 350h24" />
        <circle cx="42" cy="350" r="17" />
        <path d="M34 344h16v12H34zl8 6 8-6" strokeWidth="1.4" />
        <rect x="92" y="320" width="92" height="60" rx="9" fill="#14244A" />
        <path d="M106 342h58M106 357h32" strokeOpacity=".65" />
        <path d="M240 324l26 26-26 26-26-26z" fill="#14244A" />
        <path d="M233 343l14 14m0-14l-14 14" strokeWidth="3" />
        <rect x="284" y="320" width="92" height="60" rx="9" fill="#4568B4" />
        <path d="M302 342h56M302 357h34" />
        <rect x="474" y="320" width="92" height="60" rx="9" fill="#14244A" />
        <path d="M488 342h58M488 357h32" strokeOpacity=".65" />
        <circle cx="618" cy="350" r="16" strokeWidth="4.5" />
      </g>
      <g fill="#fff">
        <path d="M83 345l9 5-9 5zM206 345l9 5-9 5zM276 345l9 5-9 5zM464 345l9 5-9 5zM592 345l9 5-9 5z" />
      </g>
      <circle cx="376" cy="320" r="11" fill="#F2D492" />
      <path d="M371 320l4 4 7-8" fill="none" stroke="#6E4200" strokeWidth="2.2" />
    </svg>
  );
}
