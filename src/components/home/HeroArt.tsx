/** A brick wall and two doors that open on the canal and the mills. Each line makes its own arch; they come down together. */
export function HeroArt() {
  return (
    <svg
      className="hero-art bricks"
      viewBox="30 60 580 660"
      preserveAspectRatio="xMidYMax meet"
      aria-hidden="true"
    >
      <defs>
        <clipPath id="openings">
          <path d="M90 720V250a100 100 0 0 1 200 0v470zM350 720V250a100 100 0 0 1 200 0v470z" />
        </clipPath>
      </defs>
      <g clipPath="url(#openings)">
        <path className="sky" data-part="door" d="M0 0h640v720H0z" />
        <circle className="disc" cx="470" cy="300" r="58" />
        <path
          className="mill"
          d="M60 580V450l58-46v46l58-46v46l58-46v46l58-46v176zM380 580l9-270h30l9 270zM420 580v-96l52-40v40l52-40v40l52-40v136z"
        />
        <path
          className="panes"
          d="M120 500h20v40h-20zM160 500h20v40h-20zM200 500h20v40h-20zM240 500h20v40h-20zM448 510h18v36h-18zM486 510h18v36h-18z"
        />
        <path className="canal" d="M0 580h640v140H0z" />
        <path className="waves" d="M100 618h70M210 640h90M140 676h110M370 612h60M440 644h90M380 684h80" />
      </g>
      <g className="leaf leaf-left">
        <path d="M90 720V250a100 100 0 0 1 200 0v470z" />
        <circle cx="262" cy="500" r="13" />
      </g>
      <g className="leaf leaf-right">
        <path d="M350 720V250a100 100 0 0 1 200 0v470z" />
        <circle cx="378" cy="500" r="13" />
      </g>
      <path
        className="line line-youth"
        data-part="youth"
        d="M-1600 686H36a40 40 0 0 0 40-40V250a114 114 0 0 1 228 0v480"
      />
      <path
        className="line line-mentor"
        data-part="mentor"
        d="M2000 600H604a40 40 0 0 1-40-40V250a114 114 0 0 0-228 0v480"
      />
    </svg>
  );
}
