using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Sockets.Tests.Documents;

/// <summary>The frames as client authors read of them; every frame the tests see must fit one.</summary>
internal static partial class FrameShapes
{
    /// <summary>Definition name and shape, in the order of the schema; the server's, then the client's.</summary>
    public static readonly IReadOnlyList<(string Name, Type Shape)> Server =
    [
        ("live", typeof(Live)),
        ("raw", typeof(Raw)),
        ("history", typeof(History)),
        ("pong", typeof(Pong)),
        ("error", typeof(Error)),
        ("terminal_screen", typeof(TerminalScreen)),
        ("terminal_output", typeof(TerminalOutput)),
        ("terminal_state", typeof(TerminalState)),
    ];

    public static readonly IReadOnlyList<(string Name, Type Shape)> Client =
    [
        ("ping", typeof(Ping)),
        ("ask", typeof(Ask)),
        ("terminal", typeof(TerminalAction)),
        ("input", typeof(TerminalInput)),
        ("resize", typeof(TerminalResize)),
    ];

    [Description("An entry of the activity log.")]
    internal sealed record Live
    {
        [Description("Its number: 1, 2, 3 … without gap or repeat."), Range(1, double.MaxValue)]
        public required long Seq { get; init; }

        [Description("A known type, or another one the agent chose.")]
        public required string Type { get; init; }

        [Description("The session's guid; for a share, the share's id.")]
        public required string Guid { get; init; }

        [Description("Text for people.")]
        public required string Message { get; init; }

        [Description("The value: a string for most types.")]
        public required object? Data { get; init; }

        [Description("UTC, to the millisecond.")]
        public required DateTimeOffset Timestamp { get; init; }

        [Description("The turn it belongs to.")]
        public required string? TurnId { get; init; }

        [Description("The X-Request-Id of the call that caused it, when known.")]
        public string? RequestId { get; init; }

        [Description("Present when text was cut to fit; the whole is in GET /api/history."), AllowedValues(true)]
        public bool? Truncated { get; init; }
    }

    [Description("Only with an admin's ticket: an entry that clients are not shown.")]
    internal sealed record Raw
    {
        [Description("The number of the visible entry before it; it has none of its own."), Range(0, double.MaxValue)]
        public required long After { get; init; }

        public required string Type { get; init; }

        public required string Guid { get; init; }

        public required string Message { get; init; }

        public required object? Data { get; init; }

        public required DateTimeOffset Timestamp { get; init; }

        public required string? TurnId { get; init; }

        public string? RequestId { get; init; }

        [AllowedValues(true)]
        public bool? Truncated { get; init; }
    }

    [Description("A part of the greeting, or of what a client asked for; the last part has more:false and the state.")]
    internal sealed record History
    {
        [AllowedValues("history")]
        public required string Type { get; init; }

        [Description("Entries, oldest first, each as a live frame (or, for admins, a raw one).")]
        public required IReadOnlyList<object> Messages { get; init; }

        [Description("The number of the first entry of this part; 0 when it has none."), Range(0, double.MaxValue)]
        public required long FirstSeq { get; init; }

        [Description("The number the client stands at after this part."), Range(0, double.MaxValue)]
        public required long LastSeq { get; init; }

        [Description("Another part follows.")]
        public required bool More { get; init; }

        public State? State { get; init; }
    }

    [Description("What a refresh restores.")]
    internal sealed record State
    {
        [Description("Such as processing, working, waiting, deployed, complete, error, or what the agent named.")]
        public required string Phase { get; init; }

        [Range(0, 100)]
        public required int Progress { get; init; }

        public required string StatusMessage { get; init; }

        [Description("Of the turn that runs, else of the one that ended last."),
            AllowedValues(
                "queued", "typed", "accepted", "working", "waiting", "parked", "done", "failed", "cancelled",
                "timed_out", null)]
        public required string? TurnState { get; init; }

        [Description("An admin has the agent's keyboard: what is sent waits in the queue.")]
        public required bool TakenOver { get; init; }

        [Description("The newest 20.")]
        public required IReadOnlyList<SiteView> Sites { get; init; }
    }

    internal sealed record SiteView
    {
        public required string Id { get; init; }

        public required string Slug { get; init; }

        public required string Name { get; init; }

        public required string Url { get; init; }

        [AllowedValues("publishing", "propagating", "live", "failed")]
        public required string State { get; init; }
    }

    [Description("Says that the socket lives: answers a ping, and comes unasked.")]
    internal sealed record Pong
    {
        [AllowedValues("pong")]
        public required string Type { get; init; }

        [Description("The number of the newest entry; ask for history when it is ahead of yours.")]
        [Range(0, double.MaxValue)]
        public required long LastSeq { get; init; }
    }

    [Description("Answers a client's frame that was not taken; an error entry has a seq, this has not.")]
    internal sealed record Error
    {
        [AllowedValues("error")]
        public required string Type { get; init; }

        [FaultCodes]
        public required string Code { get; init; }

        public required string Message { get; init; }

        [Description("The same as message.")]
        public required string Data { get; init; }
    }

    [Description("Asks for a pong.")]
    internal sealed record Ping
    {
        [AllowedValues("ping")]
        public required string Action { get; init; }
    }

    [Description("Asks for history.")]
    internal sealed record Ask
    {
        [AllowedValues("history")]
        public required string Action { get; init; }

        [Description("All after this number; without it the newest 500."), Range(0, double.MaxValue)]
        public long? Since { get; init; }
    }
}
