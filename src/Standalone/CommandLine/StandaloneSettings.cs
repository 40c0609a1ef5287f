using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using TmuxBuilder.Agent;
using TmuxBuilder.Core.Usage;
using TmuxBuilder.Standalone.Setup;

namespace TmuxBuilder.Standalone.CommandLine;

/// <summary>The settings, read and checked; see <see cref="Setting"/> for what each means.</summary>
internal sealed record StandaloneSettings
{
    private const long AgentMemory = 600L * 1024 * 1024;

    public required IReadOnlyList<Uri> Urls { get; init; }

    public required string DataFolder { get; init; }

    public string? Agent { get; init; }

    public string? AdminToken { get; init; }

    public required string Onboarding { get; init; }

    public required Uri? PublicUrl { get; init; }

    public required IReadOnlyList<string> Cors { get; init; }

    /// <summary>Networks of the proxies in front that are believed.</summary>
    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    /// <summary>Origins of sites that may show a session in a frame.</summary>
    public required IReadOnlyList<string> EmbedOrigins { get; init; }

    public required string Sandbox { get; init; }

    /// <summary>The first of the users agents may run as; <see langword="null"/> for the usual one.</summary>
    public required uint? SessionUsers { get; init; }

    public required int Agents { get; init; }

    public string? ClaudeCli { get; init; }

    public string? ClaudeModel { get; init; }

    public Uri? ModelUrl { get; init; }

    public required ModelPrices ModelPrices { get; init; }

    public required IReadOnlyList<string> AllowHosts { get; init; }

    public string? PackageCache { get; init; }

    public string? Chromium { get; init; }

    /// <summary>Base of every link handed out, ending in a slash.</summary>
    public Uri Base => PublicUrl ?? Urls[0];

    /// <summary>These settings with a port chosen wherever the address leaves it open (port 0).</summary>
    public StandaloneSettings WithFreePorts() => this with
    {
        Urls = [.. Urls.Select(url => url.Port == 0 ? new UriBuilder(url) { Port = FreePort.Find() }.Uri : url)],
    };

    /// <exception cref="SettingException">A value is not usable; the message names rule, value and cure.</exception>
    public static StandaloneSettings From(IConfiguration configuration)
    {
        string? Text(Setting setting) =>
            configuration[setting.Key] is { } value && value.Trim().Length > 0 ? value.Trim() : null;
        IReadOnlyList<string> List(Setting setting) => Parts(Text(setting) ?? "");
        IReadOnlyList<string> Origins(Setting setting) =>
            [.. List(setting).Select(origin => HttpUrl(setting, origin).GetLeftPart(UriPartial.Authority))];
        return new StandaloneSettings
        {
            Urls = ListenUrls.Read(configuration[Setting.Urls.Key]),
            DataFolder = Path.GetFullPath(Text(Setting.DataDir) ?? DefaultDataFolder()),
            Agent = Text(Setting.Agent),
            AdminToken = Text(Setting.AdminToken) is { } token ? Long(token) : null,
            Onboarding = OneOf(
                Setting.Onboarding, Text(Setting.Onboarding) ?? "approval", "approval", "open", "closed"),
            PublicUrl = Text(Setting.PublicUrl) is { } publicUrl ? HttpUrl(Setting.PublicUrl, publicUrl) : null,
            Cors = Origins(Setting.Cors),
            TrustedProxies = [.. List(Setting.TrustedProxies).Select(Network)],
            EmbedOrigins = Origins(Setting.EmbedOrigins),
            Sandbox = OneOf(Setting.Sandbox, Text(Setting.Sandbox) ?? "auto", "auto", "required", "off"),
            SessionUsers = Text(Setting.SessionUsers) is { } first ? UserNumber(first) : null,
            Agents = Text(Setting.Agents) is { } agents ? Count(agents) : DefaultAgents(),
            ClaudeCli = Text(Setting.ClaudeCli),
            ClaudeModel = Text(Setting.ClaudeModel),
            ModelUrl = Text(Setting.ModelUrl) is { } modelUrl ? HttpUrl(Setting.ModelUrl, modelUrl) : null,
            ModelPrices = PriceList.Read(List(Setting.ModelPrices)),
            AllowHosts = List(Setting.AllowHosts),
            Chromium = Text(Setting.Chromium) is { } chromium ? Path.GetFullPath(chromium) : null,
            PackageCache = Text(Setting.PackageCache) is { } cache ? Path.GetFullPath(cache) : null,
        };
    }

    /// <summary>The parts of a value that may have several.</summary>
    internal static string[] Parts(string value) =>
        value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <exception cref="SettingException">It is no absolute address of http or https.</exception>
    internal static Uri HttpUrl(Setting setting, string value) =>
        Uri.TryCreate(value.EndsWith('/') ? value : value + "/", UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https"
            ? url
            : throw new SettingException(
                $"--{setting.Name} is '{value}'; it takes addresses such as http://127.0.0.1:8000.");

    private static IPNetwork Network(string value) =>
        IPAddress.TryParse(value, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : IPNetwork.TryParse(value, out var network)
                ? network
                : throw new SettingException(
                    $"--{Setting.TrustedProxies.Name} is '{value}'; it takes addresses and networks such as "
                    + "127.0.0.1 and 10.0.0.0/8.");

    private static string OneOf(Setting setting, string value, params ReadOnlySpan<string> allowed) =>
        allowed.Contains(value)
            ? value
            : throw new SettingException($"--{setting.Name} is '{value}'; it takes {string.Join(", ", allowed!)}.");

    private static string Long(string token) =>
        token.Length >= 16
            ? token
            : throw new SettingException("--admin-token is shorter than 16 characters; such a token can be guessed.");

    private static int Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 64
            ? count
            : throw new SettingException($"--{Setting.Agents.Name} is '{value}'; it takes a number from 1 to 64.");

    private static uint UserNumber(string value) =>
        uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var user)
            && user is >= AgentOptions.LowestUser and <= AgentOptions.HighestUser
            ? user
            : throw new SettingException(
                $"--{Setting.SessionUsers.Name} is '{value}'; it takes a number from {AgentOptions.LowestUser} to "
                + $"{AgentOptions.HighestUser}: the 20,000 from it on have to be nobody's.");

    private static int DefaultAgents() =>
        (int)Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / AgentMemory, 1, 4);

    private static string DefaultDataFolder()
    {
        var home = Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0
            ? Path.Combine(home, "tmux-builder")
            : throw new SettingException("There is no home folder to keep data in; say where with --data-dir.");
    }
}
