using System.Security.Cryptography;
using TmuxBuilder.DemoAgent.Files;
using TmuxBuilder.DemoAgent.Terminal;
using TmuxBuilder.DemoAgent.Wire;

namespace TmuxBuilder.DemoAgent.Conversation;

/// <summary>The builder's tools. Each use is shown in the pane and reported before and after.</summary>
internal sealed class Tools(
    SessionFiles files, Scripts scripts, Hooks hooks, Pane pane, Pace pace, CancellationToken lifetime)
{
    private const int MaxReported = 20_000;
    private static readonly TimeSpan NotifyLimit = TimeSpan.FromSeconds(15);

    /// <summary>The bytes of a file, or <see langword="null"/> and why not.</summary>
    public Task<(byte[]? Bytes, string? Refusal)> ReadAsync(string path, int maxBytes, CancellationToken turn) =>
        UseAsync(
            "Read",
            new ToolInput(FilePath: path),
            $"Read({path})",
            () => Task.FromResult(files.Read(path, maxBytes)),
            read => read.Refusal,
            turn);

    /// <summary>Writes a text file; <paramref name="relative"/> is its path in the session folder.</summary>
    public Task WriteAsync(string relative, string text, CancellationToken turn) =>
        UseAsync(
            "Write",
            new ToolInput(
                FilePath: files.At(relative), Content: text.Length > MaxReported ? text[..MaxReported] : text),
            $"Write({relative})",
            () =>
            {
                files.Write(relative, text);
                return Task.FromResult(true);
            },
            _ => null,
            turn);

    /// <summary>Tells the platform something; what it refuses is shown in the pane and stops nothing.</summary>
    public async Task NotifyAsync(CancellationToken turn, params string[] arguments) =>
        await RunAsync("notify.sh", arguments, NotifyLimit, turn);

    /// <summary>Runs one of the session's scripts.</summary>
    public async Task<ScriptResult> RunAsync(
        string script, IReadOnlyList<string> arguments, TimeSpan limit, CancellationToken turn)
    {
        var command = $"./{script} {string.Join(' ', arguments.Select(Quote))}";
        return await UseAsync(
            "Bash",
            new ToolInput(Command: command),
            $"Bash({command})",
            () => scripts.RunAsync(script, arguments, limit, turn),
            result => result.Succeeded ? null : $"Exit code {result.Status}\n{result.Errors}",
            turn);
    }

    private async Task<T> UseAsync<T>(
        string tool,
        ToolInput input,
        string shown,
        Func<Task<T>> work,
        Func<T, string?> failure,
        CancellationToken turn)
    {
        await pace.StepAsync(turn);
        var use = new HookPayload("PreToolUse")
        {
            ToolName = tool,
            ToolInput = input,
            ToolUseId = "toolu_" + RandomNumberGenerator.GetHexString(24, lowercase: true),
        };
        pane.Say("● " + shown);
        await hooks.ReportAsync(use, lifetime);
        turn.ThrowIfCancellationRequested();
        var result = await work();
        turn.ThrowIfCancellationRequested();
        var problem = failure(result);
        if (problem is not null)
        {
            pane.Say("  ⎿ " + problem);
        }

        await hooks.ReportAsync(
            use with { HookEventName = problem is null ? "PostToolUse" : "PostToolUseFailure", Error = problem },
            lifetime);
        turn.ThrowIfCancellationRequested();
        return result;
    }

    private static string Quote(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '/' or '.' or ':')
            ? argument
            : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
