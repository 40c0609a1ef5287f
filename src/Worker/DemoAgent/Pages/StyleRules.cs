namespace TmuxBuilder.DemoAgent.Pages;

/// <summary>The rules every page shares; colours and faces come from variables.</summary>
internal static class StyleRules
{
    public const string Text = Base + Top + Parts + Lists + Forms;

    private const string Base = """
        *, *::before, *::after { box-sizing: border-box; }
        html { scroll-behavior: smooth; scroll-padding-top: 88px; -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--ground); color: var(--text); font: 400 1.0625rem/1.7 var(--body); overflow-wrap: anywhere; -webkit-font-smoothing: antialiased; }
        img, svg { max-width: 100%; height: auto; display: block; }
        h1, h2, h3, p, ul, ol, dl, dd, blockquote, table { margin: 0; padding: 0; }
        ul, ol { list-style: none; }
        h1, h2, h3 { font-family: var(--display); font-weight: var(--weight); letter-spacing: var(--tight); line-height: 1.12; text-wrap: balance; }
        h1 { font-size: clamp(2.5rem, 1.55rem + 4.4vw, 4.75rem); line-height: 1.04; }
        h2 { font-size: clamp(1.9rem, 1.4rem + 2.1vw, 3rem); }
        h3 { font-size: 1.22rem; line-height: 1.3; letter-spacing: -.01em; }
        a { color: var(--strong); text-underline-offset: .2em; }
        :focus-visible { outline: 3px solid var(--strong); outline-offset: 3px; border-radius: 6px; }
        .wrap { width: min(1140px, 100% - 2.5rem); margin-inline: auto; }
        .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .skip { position: absolute; left: 1rem; top: -4rem; z-index: 20; padding: .6rem 1rem; background: var(--primary); color: var(--on-primary); border-radius: 10px; }
        .skip:focus { top: 1rem; }
        .button { display: inline-flex; align-items: center; justify-content: center; min-height: 3.25rem; padding: .7rem 1.7rem; border: 2px solid transparent; border-radius: 999px; background: var(--primary); color: var(--on-primary); font: 650 1rem/1.2 var(--body); text-decoration: none; cursor: pointer; transition: transform .18s ease, box-shadow .18s ease; }
        .button:hover { transform: translateY(-2px); box-shadow: 0 12px 24px -10px rgb(10 12 20 / .45); }
        .button[disabled] { cursor: not-allowed; }
        .button.light { background: var(--on-primary); color: var(--hero-from); }
        .button.ghost { background: transparent; color: var(--on-primary); border-color: currentColor; }
        .note { margin-top: 1.6rem; color: var(--muted); font-size: .92rem; }
        @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } * { transition: none !important; } }

        """;

    private const string Top = """
        .bar { position: sticky; top: 0; z-index: 10; background: var(--surface); border-bottom: 1px solid var(--line); }
        .bar-row { display: flex; align-items: center; justify-content: space-between; gap: 1rem 2rem; min-height: 72px; }
        .brand { display: inline-flex; align-items: center; gap: .7rem; min-width: 0; padding: .6rem 0; color: var(--text); font: var(--weight) 1.2rem/1.2 var(--display); letter-spacing: -.01em; text-decoration: none; }
        .brand img { flex: none; border-radius: 10px; }
        .bar nav { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem; }
        .bar nav a { padding: .55rem .85rem; border-radius: 999px; color: var(--text); font-size: .98rem; font-weight: 550; text-decoration: none; }
        .bar nav a:hover { background: var(--band); }
        .bar nav a.cta { margin-left: .4rem; padding-inline: 1.25rem; background: var(--primary); color: var(--on-primary); }
        .nav-toggle { display: none; flex: none; flex-direction: column; justify-content: center; gap: 5px; width: 48px; height: 48px; padding: 0 12px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); cursor: pointer; }
        .nav-toggle i { display: block; height: 2px; border-radius: 2px; background: var(--text); transition: transform .2s ease, opacity .2s ease; }
        .nav-toggle[aria-expanded="true"] i:nth-of-type(1) { transform: translateY(7px) rotate(45deg); }
        .nav-toggle[aria-expanded="true"] i:nth-of-type(2) { opacity: 0; }
        .nav-toggle[aria-expanded="true"] i:nth-of-type(3) { transform: translateY(-7px) rotate(-45deg); }
        .hero { position: relative; overflow: hidden; isolation: isolate; color: var(--on-primary); background: linear-gradient(125deg, var(--hero-from), var(--hero-to)); }
        .hero::before { content: ""; position: absolute; inset: 0; z-index: -1; background: radial-gradient(60rem 40rem at 105% -20%, rgb(var(--hero-shade) / .26), transparent 65%), radial-gradient(50rem 34rem at -10% 120%, rgb(var(--hero-shade) / .22), transparent 65%); }
        .hero-row { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, .85fr); align-items: center; gap: clamp(2rem, 5vw, 5rem); padding-block: clamp(4rem, 9vw, 8rem); }
        .pill { display: inline-block; margin-bottom: 1.5rem; padding: .4rem 1rem; border: 1px solid currentColor; border-radius: 999px; font-size: .88rem; font-weight: 600; letter-spacing: .02em; }
        .lead { max-width: 36rem; margin-top: 1.5rem; font-size: clamp(1.1rem, 1rem + .5vw, 1.3rem); line-height: 1.6; }
        .buttons { display: flex; flex-wrap: wrap; gap: .9rem; margin-top: 2.4rem; }
        .hero :focus-visible { outline-color: currentColor; }
        .hero-art img { width: min(100%, 480px); margin-inline: auto; }
        .hero-photo img { width: 100%; aspect-ratio: 4 / 3.4; object-fit: cover; border-radius: 28px; border: 6px solid rgb(255 255 255 / .22); box-shadow: 0 30px 60px -20px rgb(0 0 0 / .5); }
        @media (max-width: 860px) {
          .js .nav-toggle { display: flex; }
          .js .bar nav { display: none; flex-direction: column; align-items: stretch; width: 100%; padding-bottom: 1rem; }
          .js .bar nav.open { display: flex; }
          .bar-row { flex-wrap: wrap; }
          .brand { flex: 1 1 0; }
          .bar nav { width: 100%; padding-bottom: .8rem; }
          .bar nav a { padding: .8rem 1rem; }
          .bar nav a.cta { margin: .4rem 0 0; text-align: center; }
          .hero-row { grid-template-columns: minmax(0, 1fr); }
          .hero-art img { width: min(72%, 300px); }
        }

        """;

    private const string Parts = """
        .part { padding-block: clamp(3.75rem, 7vw, 6rem); }
        .band { background: var(--band); }
        .part-head { max-width: 44rem; margin-bottom: clamp(2rem, 4vw, 3.25rem); }
        .eyebrow { margin-bottom: .7rem; color: var(--strong); font-size: .85rem; font-weight: 700; letter-spacing: .13em; text-transform: uppercase; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17.5rem), 1fr)); gap: 1.5rem; }
        .card { display: flex; flex-direction: column; padding: 2rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); transition: transform .2s ease; }
        .cards > .card:hover { transform: translateY(-4px); }
        .card h3 + p, .card-text h3 + p { margin-top: .55rem; }
        .card p { color: var(--muted); }
        .icon { display: grid; place-items: center; width: 54px; height: 54px; margin-bottom: 1.4rem; border-radius: 16px; background: linear-gradient(135deg, var(--hero-from), var(--hero-to)); color: var(--on-primary); }
        .avatar { display: grid; place-items: center; width: 92px; height: 92px; margin-bottom: 1.3rem; border-radius: 50%; background: linear-gradient(135deg, var(--hero-from), var(--hero-to)); color: var(--on-primary); }
        .avatar svg { width: 44px; height: 44px; }
        .person { align-items: center; text-align: center; }
        .pictured .card { padding: 0; overflow: hidden; }
        .pictured img { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; }
        .card-text { display: flex; flex: 1; flex-direction: column; padding: 1.6rem 1.7rem 1.8rem; }
        .card .price, .dish .price { color: var(--strong); font-weight: 700; }
        .card-text .price, .card > .price { margin-top: auto; padding-top: .9rem; }
        .quote { position: relative; padding-top: 4.2rem; }
        .quote::before { content: "“"; position: absolute; left: 1.7rem; top: .9rem; color: var(--strong); font: 700 5rem/1 Georgia, serif; }
        .quote blockquote p { color: var(--text); font-size: 1.1rem; }
        .quote .cite { margin-top: auto; padding-top: 1.2rem; font-size: .92rem; }
        .prices .card { position: relative; }
        .prices .price { margin: .4rem 0 1.4rem; padding: 0; font: var(--weight) 1.8rem/1.2 var(--display); }
        .prices .best { border: 2px solid var(--strong); }
        .ticks { display: grid; gap: .6rem; margin-bottom: 1.8rem; color: var(--muted); }
        .ticks li { padding-left: 1.7rem; background: linear-gradient(var(--strong), var(--strong)) 0 .62em / .8rem 3px no-repeat; }
        .prices .button { margin-top: auto; }
        .gallery-grid { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); grid-auto-rows: minmax(150px, 15vw); grid-auto-flow: dense; gap: 1rem; }
        .gallery-grid li { overflow: hidden; border-radius: var(--radius); }
        .gallery-grid li:nth-child(6n+1) { grid-column: span 2; grid-row: span 2; }
        .gallery-grid li:nth-child(6n+4) { grid-column: span 2; }
        .gallery-grid li:nth-child(6n+5), .gallery-grid li:nth-child(6n) { grid-column: span 2; }
        .gallery-grid img { width: 100%; height: 100%; object-fit: cover; transition: transform .4s ease; }
        .gallery-grid li:hover img { transform: scale(1.04); }
        .split { display: grid; grid-template-columns: minmax(0, 1.1fr) minmax(0, .9fr); gap: clamp(2rem, 5vw, 4.5rem); align-items: start; }
        .split-art img { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; border-radius: 28px; box-shadow: var(--shadow); }
        .prose p + p { margin-top: 1.1rem; }
        .prose h3 { margin: 2.2rem 0 .7rem; font-size: 1.45rem; }
        .prose .first { font-size: 1.2rem; line-height: 1.6; }
        .prose p:not(.first) { color: var(--muted); }
        .story-text { max-width: 44rem; }
        @media (max-width: 860px) {
          .split { grid-template-columns: minmax(0, 1fr); }
          .gallery-grid { grid-template-columns: repeat(2, minmax(0, 1fr)); grid-auto-rows: minmax(120px, 34vw); }
          .gallery-grid li:nth-child(6n+5), .gallery-grid li:nth-child(6n) { grid-column: span 1; }
        }

        """;

    private const string Lists = """
        .menu-list { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 1.8rem clamp(2rem, 6vw, 5rem); }
        .menu-list li { padding-bottom: 1.1rem; border-bottom: 1px solid var(--line); }
        .dish { display: flex; align-items: baseline; gap: .8rem; }
        .dish h3 { flex: 1; }
        .menu-list p { margin-top: .2rem; color: var(--muted); }
        .steps { display: grid; max-width: 50rem; }
        .steps li { position: relative; display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: 2rem; padding-bottom: 2.2rem; }
        .steps li::before { content: ""; position: absolute; left: 5.75rem; top: .55rem; width: 12px; height: 12px; border-radius: 50%; background: var(--strong); }
        .steps li:not(:last-child)::after { content: ""; position: absolute; left: calc(5.75rem + 5px); top: 1.6rem; bottom: -.3rem; width: 2px; background: var(--line); }
        .steps div { padding-left: .8rem; }
        .steps div p { color: var(--muted); }
        .time { color: var(--strong); font-weight: 700; }
        .times { width: 100%; max-width: 38rem; border-collapse: collapse; }
        .times th, .times td { padding: 1rem 0; border-bottom: 1px solid var(--line); text-align: left; font-weight: 500; }
        .times td { text-align: right; color: var(--strong); font-weight: 700; }
        .questions { display: grid; gap: 1rem; max-width: 50rem; }
        .questions details { padding: 1.2rem 1.6rem; background: var(--surface); border: 1px solid var(--line); border-radius: 16px; }
        .questions summary { font-weight: 650; cursor: pointer; }
        .questions p { margin-top: .7rem; color: var(--muted); }
        .details { display: grid; gap: .2rem; margin-top: 2rem; }
        .details dt { color: var(--muted); font-size: .9rem; }
        .details dd { margin-bottom: .9rem; font-weight: 600; }
        .foot { padding-block: 3.5rem 2rem; background: var(--foot); color: var(--on-foot); }
        .foot-row { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2rem; }
        .foot-brand { font: var(--weight) 1.5rem/1.2 var(--display); margin-bottom: .4rem; }
        .foot nav { display: flex; flex-wrap: wrap; gap: .4rem 1.5rem; }
        .foot a { padding-block: .3rem; color: inherit; text-decoration: none; }
        .foot a:hover { text-decoration: underline; }
        .foot-note { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .4rem 2rem; margin-top: 2.5rem; padding-top: 1.5rem; border-top: 1px solid currentColor; font-size: .9rem; }

        """;

    private const string Forms = """
        .form { gap: 1.2rem; }
        .card .field { display: grid; gap: .4rem; color: var(--text); }
        .field label { font-weight: 600; font-size: .95rem; }
        .field input, .field textarea { width: 100%; padding: .85rem 1rem; border: 1px solid var(--muted); border-radius: 12px; background: var(--ground); color: var(--text); font: inherit; }
        .field textarea { resize: vertical; }
        .field [aria-invalid="true"] { border: 2px solid var(--strong); }
        .problem { min-height: 1.2em; color: var(--text); font-size: .88rem; font-weight: 600; line-height: 1.3; }
        .problem:empty { display: none; }
        .form .note { margin: 0; }
        .card .result { color: var(--text); font-weight: 650; }
        .result:empty { display: none; }

        """;
}
