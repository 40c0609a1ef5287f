namespace TmuxBuilder.AwsSettings;

/// <summary>A program cannot start as it is set up.</summary>
/// <param name="mistakes">What to change, a sentence each.</param>
public sealed class SettingsException(IReadOnlyList<string> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
