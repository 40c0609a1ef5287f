using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Core.Diagnoses;

/// <summary>Keeps a bundle small and free of secrets, whoever wrote its texts.</summary>
internal static class DiagnosisBounds
{
    private const int MaxNotes = 200;
    private const int MaxText = 1_000;
    private const int MaxScreen = 16_000;

    public static TurnDiagnosis Cut(TurnDiagnosis whole) => whole with
    {
        Cause = Text(whole.Cause, MaxText),
        Setbacks = Notes(whole.Setbacks),
        Agent = whole.Agent is not { } agent
            ? null
            : agent with
            {
                Typed = Notes(agent.Typed),
                Signals = Notes(agent.Signals),
                Screen = Text(agent.Screen, MaxScreen),
                Exit = Text(agent.Exit, MaxText),
                CliVersion = Text(agent.CliVersion, MaxText),
            },
    };

    private static DiagnosisNote[] Notes(IReadOnlyList<DiagnosisNote> notes) =>
        [.. notes.TakeLast(MaxNotes).Select(note => note with { Text = Text(note.Text, MaxText) ?? "" })];

    private static string? Text(string? text, int maxBytes) =>
        text is null ? null : Utf8Text.Cut(SecretRedactor.Redact(text), maxBytes);
}
