using System.Globalization;

namespace TmuxBuilder.Agent.Tmux;

/// <summary>Terminals in a tmux server; every name is addressed exactly.</summary>
internal sealed class TmuxTerminal(ControlClient client) : ITerminal
{
    public const string Width = "200";
    public const string Height = "50";
    private const int LinesAbove = 20;

    public Task OpenAsync(string name, IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        client.RunAsync(
            ["new-session", "-d", "-s", name, "-x", Width, "-y", Height, "-c", "/", "--", .. command],
            cancellationToken);

    public async Task<IReadOnlyList<TerminalPane>> ListAsync(CancellationToken cancellationToken)
    {
        var lines = await client.RunAsync(
            ["list-panes", "-a", "-F", "#{session_name} #{pane_pid} #{pane_dead} #{pid}"], cancellationToken);
        var panes = lines.Select(line => line.Split(' ')).Where(parts => parts.Length == 4);
        return [.. panes.Select(parts => new TerminalPane(
            parts[0],
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts[2] == "1",
            int.Parse(parts[3], CultureInfo.InvariantCulture)))];
    }

    public Task TypeAsync(string name, string text, CancellationToken cancellationToken) =>
        client.RunAsync(Typing(name, text), cancellationToken);

    public Task PressAndTypeAsync(string name, string key, string text, CancellationToken cancellationToken) =>
        client.RunAllAsync([Pressing(name, key), Typing(name, text)], cancellationToken);

    public Task PressAsync(string name, string key, CancellationToken cancellationToken) =>
        client.RunAsync(Pressing(name, key), cancellationToken);

    /// <summary>
    /// Has tmux search: one command whose answer is a number, so that nothing the agent prints comes into the replies.
    /// What the search would read as a pattern is looked for in a capture instead.
    /// </summary>
    public async Task<bool> ShowsAsync(string name, string text, CancellationToken cancellationToken)
    {
        if (text.Length == 0 || !text.All(IsPlain))
        {
            return Solid(await CaptureAsync(name, cancellationToken)).Contains(Solid(text), StringComparison.Ordinal);
        }

        var lines = await client.RunAsync(
            ["display-message", "-p", "-t", Pane(name), $"#{{C:{text}}}"], cancellationToken);
        return lines is [var line] && line is not ("" or "0");
    }

    public async Task<string> CaptureAsync(string name, CancellationToken cancellationToken) =>
        string.Join('\n', await client.CaptureAsync(Pane(name), LinesAbove, cancellationToken));

    public async Task CloseAsync(string name, CancellationToken cancellationToken)
    {
        if ((await ListAsync(cancellationToken)).Any(pane => pane.Name == name))
        {
            try
            {
                await client.RunAsync(["kill-session", "-t", $"={name}"], cancellationToken);
            }
            catch (TmuxException exception) when (exception.Message.Contains("can't find", StringComparison.Ordinal))
            {
                // It closed by itself meanwhile.
            }
        }
    }

    private static bool IsPlain(char character) =>
        char.IsAsciiLetterOrDigit(character) || character is ' ' or '_' or '-' or '.' or '/';

    private static string Solid(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static string[] Pressing(string name, string key) => ["send-keys", "-t", Pane(name), key];

    private static string[] Typing(string name, string text) => ["send-keys", "-t", Pane(name), "-l", "--", text];

    // "=" asks for this very name rather than one that begins with it or matches it as a pattern.
    private static string Pane(string name) => $"={name}:";
}
