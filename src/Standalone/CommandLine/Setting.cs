namespace TmuxBuilder.Standalone.CommandLine;

/// <summary>
/// A setting of the host, known by one name in three places: <c>--data-dir</c>, <c>TMUXBUILDER_DATA_DIR</c>, and
/// <c>data_dir</c> under <c>tmuxbuilder</c> in <c>appsettings.json</c>.
/// </summary>
/// <param name="Name">The option's name without dashes in front.</param>
/// <param name="Value">What stands for the value in the help.</param>
/// <param name="Help">One sentence, with the default.</param>
internal sealed record Setting(string Name, string Value, string Help)
{
    public static readonly Setting Urls = new(
        "urls", "URL[;URL]", "Where to listen; default http://127.0.0.1:8000.");

    public static readonly Setting DataDir = new(
        "data-dir", "DIR", "Database, session folders, sites and mail; default ~/.local/share/tmux-builder.");

    public static readonly Setting Agent = new(
        "agent", "claude|demo|PATH", "Who builds; default claude when its CLI and a model key are there, else demo.");

    public static readonly Setting AdminToken = new(
        "admin-token",
        "TOKEN",
        "The admins' token, which others see here: better TMUXBUILDER_ADMIN_TOKEN; default one made and kept.");

    public static readonly Setting Onboarding = new(
        "onboarding", "approval|open|closed", "What becomes of requests for a website; default approval.");

    public static readonly Setting PublicUrl = new(
        "public-url", "URL", "Base of the links in answers and mails; default the first of --urls.");

    public static readonly Setting Cors = new(
        "cors", "ORIGIN[;ORIGIN]", "Origins of other portals that may call; default none.");

    public static readonly Setting TrustedProxies = new(
        "trusted-proxies",
        "ADDRESS[;NETWORK]",
        "Proxies in front whose X-Forwarded-For and -Proto are believed, such as 127.0.0.1; default none.");

    public static readonly Setting EmbedOrigins = new(
        "embed-origins", "ORIGIN[;ORIGIN]", "Origins of sites that may show a session in a frame; default none.");

    public static readonly Setting Sandbox = new(
        "sandbox",
        "auto|required|off",
        "Whether agents run in bubblewrap; default auto: with a loud warning when it is missing.");

    public static readonly Setting SessionUsers = new(
        "session-users",
        "N",
        "The first of 20,000 Unix users that agents run as where this is root and may write no control group; "
            + "default 70000.");

    public static readonly Setting Agents = new(
        "agents", "N", "Agents that may work at once; default the smaller of 4 and memory / 600 MB.");

    public static readonly Setting ClaudeCli = new(
        "claude-cli", "PATH", "The agent CLI; default 'claude' on the PATH.");

    public static readonly Setting ClaudeModel = new(
        "claude-model", "NAME", "The model the agent CLI asks for; default the CLI's own.");

    public static readonly Setting ModelUrl = new(
        "model-url", "URL", "The model API behind the proxy; default the CLI vendor's.");

    public static readonly Setting ModelPrices = new(
        "model-prices",
        "MODEL=IN/OUT/READ/WRITE[;…]",
        "US dollars for a million tokens, by the beginning of a model's name ('*' = others); default list prices.");

    public static readonly Setting AllowHosts = new(
        "allow-hosts", "HOST[;HOST]", "Hosts agents may reach through the forward proxy, besides npm's registry.");

    public static readonly Setting PackageCache = new(
        "package-cache",
        "DIR",
        "An npm cache with the starter's packages, which agents read; default none: they ask the registry.");

    public static readonly Setting Chromium = new(
        "chromium",
        "PATH",
        "The browser's own program, no script, that opens published sites to check them; default the system's.");

    public static readonly IReadOnlyList<Setting> All =
    [
        Urls, DataDir, Agent, AdminToken, Onboarding, PublicUrl, Cors, TrustedProxies, EmbedOrigins, Sandbox,
        SessionUsers, Agents, ClaudeCli, ClaudeModel, ModelUrl, ModelPrices,
        AllowHosts, PackageCache, Chromium,
    ];

    /// <summary>Its name as a configuration key.</summary>
    public string Key => Name.Replace('-', '_');
}
