using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace TmuxBuilder.Sockets.Tests.Documents;

/// <content>The live terminal, for admins alone.</content>
internal static partial class FrameShapes
{
    [Description("The whole terminal: what was shown before is void.")]
    internal sealed record TerminalScreen
    {
        [AllowedValues("terminal")]
        public required string Type { get; init; }

        [AllowedValues("screen")]
        public required string Event { get; init; }

        [Range(1, double.MaxValue)]
        public required int Columns { get; init; }

        [Range(1, double.MaxValue)]
        public required int Rows { get; init; }

        [Description("Text and control sequences that draw it on an empty terminal of that size.")]
        public required string Text { get; init; }
    }

    [Description("What the agent printed next.")]
    internal sealed record TerminalOutput
    {
        [AllowedValues("terminal")]
        public required string Type { get; init; }

        [AllowedValues("output")]
        public required string Event { get; init; }

        [Description("Text and control sequences; one may go on in the next frame.")]
        public required string Text { get; init; }
    }

    [Description("Who is at the terminal.")]
    internal sealed record TerminalState
    {
        [AllowedValues("terminal")]
        public required string Type { get; init; }

        [AllowedValues("state")]
        public required string Event { get; init; }

        [Description("The agent runs; else the terminal comes with its next start.")]
        public required bool Running { get; init; }

        [Description("Name of the admin who has the keyboard.")]
        public required string? TakenOverBy { get; init; }

        [Description("This socket has it.")]
        public required bool Mine { get; init; }
    }

    [Description("Watches the terminal, or no longer; takes the keyboard, or gives it back.")]
    internal sealed record TerminalAction
    {
        [AllowedValues("terminal", "terminal_end", "take_over", "give_back")]
        public required string Action { get; init; }
    }

    [Description("Types, for whoever took over.")]
    internal sealed record TerminalInput
    {
        [AllowedValues("input")]
        public required string Action { get; init; }

        [Description("1 to 8,192 characters; keys as the control characters a terminal sends.")]
        public required string Text { get; init; }
    }

    [Description("Resizes the terminal until it is given back, for whoever took over.")]
    internal sealed record TerminalResize
    {
        [AllowedValues("resize")]
        public required string Action { get; init; }

        [Range(20, 500)]
        public required int Columns { get; init; }

        [Range(5, 200)]
        public required int Rows { get; init; }
    }
}
