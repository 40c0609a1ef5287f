namespace TmuxBuilder.Bench.Agent;

/// <summary>
/// The smallest agent there is: a shell that takes a line and ends its turn at once. Its terminal echoes what is typed
/// without its doing, so everything up to Enter is the product's own time. It notes when it starts the process of a
/// hook.
/// </summary>
internal static class EchoAgent
{
    private const string Program = """
        #!/bin/bash
        folder=$2
        mkdir -p "$folder/tmp"
        say() { printf '%s' "$EPOCHREALTIME" >"$folder/tmp/hook-$1"; /opt/tb/hook.sh <<<"{\"hook_event_name\":\"$1\"$2}"; }
        say SessionStart ',"source":"startup"'
        while IFS= read -r line; do
          say UserPromptSubmit ",\"prompt\":\"$line\""
          END_OF_TURN
        done
        """;

    private const string Stop = """say Stop ',"last_assistant_message":"Done."'""";

    /// <summary>Writes the program into a folder and returns its path.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="stays">Whether it stays at work on what it is told instead of ending the turn.</param>
    public static string Write(string folder, bool stays = false)
    {
        var path = Path.Combine(folder, "echo-agent");
        File.WriteAllText(path, Program.Replace("END_OF_TURN", stays ? ":" : Stop, StringComparison.Ordinal));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    /// <summary>
    /// When the agent last began to start the process of a hook of this name, by the machine's clock.
    /// </summary>
    public static DateTimeOffset HookStarted(string sessionFolder, string name)
    {
        var (seconds, micros) = File.ReadAllText(Path.Combine(sessionFolder, "tmp", $"hook-{name}"))
            .Split('.', ',') switch
        {
            [var whole, var part] => (long.Parse(whole, null), long.Parse(part, null)),
            var other => throw new InvalidOperationException($"No time: {string.Join('|', other)}"),
        };
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddMicroseconds(micros);
    }
}
