namespace TmuxBuilder.DemoAgent;

/// <summary>The command line.</summary>
/// <param name="Session">The session folder as the agent sees it.</param>
/// <param name="Socket">The worker's socket as the agent sees it.</param>
internal sealed record AgentOptions(string Session, string Socket, Guid Conversation, bool Resume)
{
    public const string Usage =
        "usage: --conversation UUID [--session DIR (/session)] [--socket PATH (/sock/worker.sock)] [--resume]";

    /// <summary>
    /// Reads the command line, or returns <see langword="null"/> when it is not as <see cref="Usage"/> says.
    /// </summary>
    public static AgentOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new AgentOptions("/session", "/sock/worker.sock", Guid.Empty, Resume: false);
        for (var at = 0; at < arguments.Count; at++)
        {
            if (arguments[at] == "--resume")
            {
                options = options with { Resume = true };
                continue;
            }

            var value = at + 1 < arguments.Count ? arguments[at + 1] : "";
            var next = arguments[at] switch
            {
                "--session" when Path.IsPathRooted(value) => options with { Session = value },
                "--socket" when Path.IsPathRooted(value) => options with { Socket = value },
                "--conversation" when Guid.TryParseExact(value, "D", out var id) => options with { Conversation = id },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
            at++;
        }

        return options.Conversation == Guid.Empty ? null : options;
    }
}
