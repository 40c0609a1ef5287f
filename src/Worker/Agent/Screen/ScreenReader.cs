using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Agent.Screen;

/// <summary>
/// Says what a screen of the CLI seems to show. Whatever the agent prints stands there too, so this is good for
/// diagnosis and for telling people, never for deciding what a turn came to.
/// </summary>
internal static class ScreenReader
{
    private const char Prompt = '❯';
    private const int MaxBoxLines = 12;
    private const int MaxLines = 12;
    private const int MaxLineLength = 200;
    private const int InterruptedWithin = 8;

    // Parts of the CLI's own sentences, all of which have to be there; the first that fits counts.
    private static readonly (ScreenKind Kind, string[] Marks)[] Dialogs =
    [
        (ScreenKind.ApiKey, ["Detected a custom API key"]),
        (ScreenKind.BypassWarning, ["Bypass Permissions mode", "Yes, I accept"]),
        (ScreenKind.Trust, ["trust this folder"]),
        (ScreenKind.Settings, ["Files with errors are skipped entirely"]),
        (ScreenKind.Login, ["Select login method"]),
        (ScreenKind.Login, ["Browser didn't open"]),
        (ScreenKind.Onboarding, ["Choose the text style"]),
        (ScreenKind.Onboarding, ["Unable to connect to Anthropic services"]),
        (ScreenKind.Onboarding, ["Welcome to Claude Code", "Press Enter to continue"]),
        (ScreenKind.Update, ["needs an update"]),
        (ScreenKind.Update, ["needs to be updated"]),
        (ScreenKind.LimitReached, ["limit reached", "What do you want to do?"]),
        (ScreenKind.LimitReached, ["hit your", "limit", "What do you want to do?"]),
        (ScreenKind.LimitReached, ["Stop and wait for limit to reset"]),
        (ScreenKind.Permission, ["Do you want to", "Esc to cancel"]),
        (ScreenKind.Permission, ["Do you want to", "1. Yes"]),
        (ScreenKind.Question, ["Enter to select", "to navigate"]),
    ];

    public static ScreenView Read(string capture)
    {
        var lines = capture.Split('\n').Select(line => line.Replace('\u00a0', ' ').TrimEnd()).ToList();
        var said = lines.Where(line => line.Length > 0).ToList();
        var (box, after) = FindBox(lines);
        return new ScreenView(
            KindOf(lines, box, after), box, IsInterrupted(said), Text(said));
    }

    private static ScreenKind KindOf(List<string> lines, string? box, int after)
    {
        if (box is not null)
        {
            return lines.Skip(after).Any(line => line.Contains("esc to interrupt", StringComparison.Ordinal))
                ? ScreenKind.Busy
                : ScreenKind.Ready;
        }

        var all = string.Join('\n', lines);
        return Dialogs
            .FirstOrDefault(dialog => dialog.Marks.All(mark => all.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            .Kind;
    }

    /// <summary>The last box: a rule, a line that begins with the prompt sign, and a rule not far below.</summary>
    private static (string? Box, int After) FindBox(List<string> lines)
    {
        for (var top = lines.Count - 2; top >= 0; top--)
        {
            if (IsRule(lines[top]) && lines[top + 1].TrimStart() is [Prompt, ..])
            {
                var bottom = lines.FindIndex(top + 1, Math.Min(MaxBoxLines, lines.Count - top - 1), IsRule);
                if (bottom > 0)
                {
                    var text = string.Join(' ', lines[(top + 1)..bottom].Select(line => line.Trim()));
                    return (text[1..].Trim(), bottom + 1);
                }
            }
        }

        return (null, lines.Count);
    }

    private static bool IsRule(string line) => line.Length >= 20 && line.Trim().All(character => character == '─');

    private static bool IsInterrupted(List<string> said) =>
        said.TakeLast(InterruptedWithin).Any(
            line => line.TrimStart().StartsWith("⎿ Interrupted", StringComparison.Ordinal));

    private static string Text(List<string> said) => SecretRedactor.Redact(Tmux.GuidText.Cut(string.Join(
        '\n', said.TakeLast(MaxLines).Select(line => line.Length <= MaxLineLength ? line : line[..MaxLineLength]))));
}
